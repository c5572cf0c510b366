import type { ModelCard } from '../catalog/models';
import type { Clip, Heard, Placement } from '../engines/engine';

/** A recording to be written down, with no vendor's words left in it. Everything is checked before a job is made. */
export type TranscribeJob = Omit<Clip, 'channel'> & {
  model: ModelCard;
  /** `separate`: each channel for itself, one after the other; mixed unless told. */
  channels?: 'mixed' | 'separate' | undefined;
};

/** A job under way: its first part is there, or its end. Leaving the loop over `heard` stops the engine. */
export type Transcribed = {
  model: ModelCard;
  placement: Placement;
  heard: AsyncIterable<Heard>;
};
