// Ids of the models that the story uses.

export const OPUS = 'claude-opus-4-7';
export const SONNET = 'claude-sonnet-4-6';
export const HAIKU = 'claude-haiku-4-5-20251001';
