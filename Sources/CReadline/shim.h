// GNU readline, whose header needs FILE and does not say so.
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
