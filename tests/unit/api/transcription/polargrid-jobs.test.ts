import { expect, test, vi } from 'vitest';
import { findModel } from '../../../../src/catalog/models';
import {
  createTranscriptionJobs,
  type JobRequest,
} from '../../../../src/api/dialects/polargrid/transcription-jobs';
import { recording } from './form-request';
import { createHearingCore } from './hearing-core';

const request: JobRequest = {
  job: {
    model: findModel('whisper-base')!,
    audio: recording(),
    language: undefined,
    task: 'transcribe',
    prompt: '',
    temperature: 0,
    words: false,
    seed: 0,
  },
  wanted: {
    format: 'json',
    task: 'transcribe',
    words: false,
    segments: true,
    logprobs: false,
    nameLanguage: (code) => code,
  },
  punctuation: true,
};
const hour = 3_600_000;

test('a job is kept for an hour', async () => {
  let time = 0;
  const jobs = createTranscriptionJobs(createHearingCore(), () => time);
  const id = jobs.add(request).job.job_id;
  await vi.waitFor(() => expect(jobs.get(id)?.job.status).toBe('completed'));
  time = hour - 1;
  expect(jobs.get(id)?.job.result).toBeDefined();
  time = hour;
  expect(jobs.get(id)).toBeUndefined();
});

test('a job that expires at work is stopped', async () => {
  let time = 0;
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const core = createHearingCore({ pace: () => gate });
  const jobs = createTranscriptionJobs(core, () => time);
  const id = jobs.add(request).job.job_id;
  await vi.waitFor(() => expect(core.recordings).toHaveLength(1));
  time = hour;
  expect(jobs.get(id)).toBeUndefined();
  go();
  await vi.waitFor(() => expect(core.broken).toBe(1));
});

test('of a hundred, those that are done give way; those that are not do not', async () => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const jobs = createTranscriptionJobs(createHearingCore({ pace: () => gate }));
  const ids = Array.from({ length: 100 }, () => jobs.add(request).job.job_id);
  expect(() => jobs.add(request)).toThrow(/100 recordings wait/);
  jobs.cancel(ids[7]!);
  const next = jobs.add(request).job.job_id;
  expect(jobs.get(ids[7]!)).toBeUndefined();
  expect(jobs.get(ids[0]!)).toBeDefined();
  go();
  await vi.waitFor(() => expect(jobs.get(next)?.job.status).toBe('completed'), { timeout: 5000 });
});
