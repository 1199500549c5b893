/** Sign-in, passwords, and pages that are not there. */
export const session = {
  signIn: {
    title: "Sign in",
    email: "E-mail",
    password: "Password",
    submit: "Sign in",
    submitting: "Signing in",
    oneTime:
      "First time here? The one-time link that the start of the server printed signs the first administrator in. It works once.",
    command: "For another link, run on the server:",
    wrong: "E-mail and password do not belong together.",
    usedLink: "This one-time link was used already or has run out. Ask for a new one.",
    tooMany: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
    unreachable: "The server did not answer. Nothing was lost; try again.",
    missing: "Both fields are needed.",
  },
  setPassword: {
    title: "Set a password",
    intro: "From now on you sign in with your e-mail address and this password.",
    password: "New password",
    hint: "At least 12 characters; a sentence is easiest to remember.",
    repeat: "Once more",
    tooShort: "At least 12 characters.",
    differs: "The two are not the same.",
    submit: "Set password",
    submitting: "Setting",
    failed: "The password was not set.",
    back: "Back to the map",
  },
  notFound: {
    title: "There is nothing at this address",
    body: "The address may be mistyped, or the page has moved.",
    back: "To the live map",
  },
  failed: {
    title: "The console could not draw this page",
    body: "Nothing was lost: measurements go on being received and stored.",
    retry: "Try again",
  },
};
