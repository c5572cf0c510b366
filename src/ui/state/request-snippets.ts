import type { SpeechRequest } from '../../client/speech-client';

export type Snippet = {
  id: 'javascript' | 'curl' | 'python';
  label: string;
  note: string;
  code: (request: SpeechRequest) => string;
};

const elsewhere =
  'runs outside this page and cannot reach the models in it: set BASE_URL to a server with the same API, hosted or your own.';

/** Requests as code. `fetch` is the function that reaches the local API from this page's console. */
export function snippetsFor(fetch: 'fetch' | 'localFetch'): Snippet[] {
  return [
    {
      id: 'javascript',
      label: 'JavaScript',
      note: 'Runs in this page as it is: paste it into the browser’s console.',
      code: (request) => javascript(request, fetch),
    },
    { id: 'curl', label: 'curl', note: `curl ${elsewhere}`, code: curl },
    { id: 'python', label: 'Python', note: `Python ${elsewhere}`, code: python },
  ];
}

/** Characters of a text that are shown in code: to lay out a long one at each key would make typing slow. */
const longestShown = 1000;

/** The request with as much of its text as is shown, and how many characters that leaves out. */
export function shortened(request: SpeechRequest): { request: SpeechRequest; left: number } {
  const { input } = request;
  const left = input.length - longestShown;
  if (left <= 0) return { request, left: 0 };
  return { request: { ...request, input: `${input.slice(0, longestShown)}…` }, left };
}

function javascript(request: SpeechRequest, fetch: string): string {
  const body = JSON.stringify({ ...request, response_format: 'wav' }, null, 2);
  return `const response = await ${fetch}('/v1/audio/speech', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(${body.replaceAll('\n', '\n  ')}),
});
if (!response.ok) throw new Error((await response.json()).error.message);
new Audio(URL.createObjectURL(await response.blob())).play();`;
}

function curl(request: SpeechRequest): string {
  const body = JSON.stringify({ ...request, response_format: 'mp3' }, null, 2);
  return `curl --fail-with-body "$BASE_URL/v1/audio/speech" \\
  -H "Authorization: Bearer $API_KEY" \\
  -H 'Content-Type: application/json' \\
  -o speech.mp3 \\
  -d '${body.replaceAll("'", "'\\''")}'`;
}

/** JSON's strings and numbers are Python's too. */
function python({ model, input, voice, speed }: SpeechRequest): string {
  return `import os
from openai import OpenAI

client = OpenAI(base_url=os.environ["BASE_URL"] + "/v1", api_key=os.environ["API_KEY"])
with client.audio.speech.with_streaming_response.create(
    model=${JSON.stringify(model)},
    voice=${JSON.stringify(voice)},
    input=${JSON.stringify(input)},
    speed=${speed},
    response_format="mp3",
) as response:
    response.stream_to_file("speech.mp3")`;
}
