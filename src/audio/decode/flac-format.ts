import { FlacInputFormat, type Input } from 'mediabunny';
import { assert } from '../../base/assert';

/** What of mediabunny's reader of FLAC is looked at here; it is not in its types. */
type Demuxer = {
  audioInfo: { sampleRate: number };
  blockingBit: number | null;
  readFlacFrameHeader(asked: { slice: { filePos: number }; isFirstPacket: boolean }): object | null;
};
type Format = { _createDemuxer(input: Input): Demuxer };

/**
 * FLAC at every rate. Where a frame tells its rate in kHz, as ffmpeg writes 12, 64 and 192 kHz, mediabunny's reader
 * (1.61.0) takes that for Hz, finds that it is not the file's rate, and gives no frame at all. Such a frame is asked for
 * again with the file's rate in kHz.
 */
class FlacAtEveryRate extends FlacInputFormat {
  _createDemuxer(input: Input): Demuxer {
    const usual = FlacInputFormat.prototype as unknown as Format;
    const demuxer = usual._createDemuxer.call(this, input);
    const read = (demuxer as Partial<Demuxer>).readFlacFrameHeader?.bind(demuxer);
    assert(read, 'mediabunny reads a frame of FLAC by readFlacFrameHeader');
    demuxer.readFlacFrameHeader = (asked) => {
      const { slice, isFirstPacket } = asked;
      const begin = slice.filePos;
      const found = read(asked);
      const info = demuxer.audioInfo;
      if (found || info.sampleRate % 1000 !== 0) return found;
      slice.filePos = begin;
      if (isFirstPacket) demuxer.blockingBit = null;
      demuxer.audioInfo = { ...info, sampleRate: info.sampleRate / 1000 };
      try {
        return read(asked);
      } finally {
        demuxer.audioInfo = info;
      }
    };
    return demuxer;
  }
}

export const FLAC = new FlacAtEveryRate();
