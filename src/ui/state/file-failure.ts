/** What is wrong with a file. The API's list of formats is for programs. */
export function fileFailure(file: string, message: string): string {
  const [reason = ''] = message.split(' Supported formats:');
  const next = reason === message ? '' : ' Choose another audio or video file.';
  return `'${file}': ${reason}${next}`;
}
