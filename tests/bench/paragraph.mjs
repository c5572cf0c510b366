/** 60 words. */
export const paragraph =
  'The harbour was quiet when the ferry left, and only two gulls followed it out to sea. Nobody on the deck spoke. ' +
  'An old man counted the waves, a child counted the gulls, and the captain, who had made this journey every day ' +
  'for thirty years, counted neither; he watched the sky, where a grey cloud was turning into rain.';
