# A scenario: NAME.steps, and each screen that it dumps.
SCREENS +=
