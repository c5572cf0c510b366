const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

// What these words say of the next one, whatever it is.

export const have = list("have has had having i've you've we've they've hasn't haven't hadn't");
export const be = list(
  "be am is are was were been being get gets got isn't aren't wasn't weren't i'm you're we're they're he's she's it's that's",
);
export const auxiliaries = list(
  "to will would can could shall should may might must do does did please let's cannot",
);
export const determiners = list(
  'the a an this that these those my your his her its our their some any no every each another either which what whose',
);
export const subjects = list('i you he she it we they who people everyone someone nobody');
export const objects = list(
  'it them me him us you everything nothing something anything myself yourself',
);
export const degrees = list('very too so more most less quite rather pretty extremely');
export const prepositions = list(
  'of in for with from by at on into onto about without under over after before during between through against near off',
);
export const adverbs = list(
  'not never always often usually still just also only even now then ever already sometimes soon',
);
const joints = list('and or but if because when while than as where how why there here');

/** What a verb's object, or a phrase behind it, begins with. */
export const opensObject: ReadonlySet<string> = new Set([
  ...determiners,
  ...objects,
  ...prepositions,
]);

/** Words of a sentence on what is over. */
export const past = list(
  'yesterday ago last was were had did said told went came saw took made found gave felt thought knew became began earlier once previously',
);

export const grammatical: ReadonlySet<string> = new Set(
  [have, be, auxiliaries, determiners, subjects, objects, degrees, prepositions, adverbs, joints]
    .map((words) => [...words])
    .flat(),
);
