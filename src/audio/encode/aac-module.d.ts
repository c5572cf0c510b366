/** The WASM module inside `@mediabunny/aac-encoder` (FFmpeg's AAC encoder), as `vite.config.ts` provides it. */
declare module 'virtual:aac-encoder' {
  /** A pointer into the module's memory; 0 is none. */
  type Pointer = number;

  export type AacModule = {
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    /** 0 when it fails. */
    _init_encoder(channels: number, sampleRate: number, bitrate: number): Pointer;
    _get_encoder_frame_size(encoder: Pointer): number;
    _get_encoder_extradata(encoder: Pointer): Pointer;
    _get_encoder_extradata_size(encoder: Pointer): number;
    _get_encode_input_ptr(encoder: Pointer, bytes: number): Pointer;
    /** Below 0 when it fails. */
    _send_frame(encoder: Pointer, samplesBefore: bigint): number;
    /** The size of the next packet, 0 when there is none yet. */
    _receive_packet(encoder: Pointer): number;
    _get_encoded_data(encoder: Pointer): Pointer;
    _flush_encoder_start(encoder: Pointer): void;
    _close_encoder(encoder: Pointer): void;
  };

  export default function createModule(): Promise<AacModule>;
}
