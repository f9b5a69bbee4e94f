/** A reason not to start that the person can do something about; its message is all they need to see. */
export class CannotStart extends Error {}
