// What Glibc's own module leaves out of the C library of Linux.
#ifdef __linux__
#include <pty.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <wchar.h>

/// Keeps the calling thread, and whatever it starts from now on, on one of the first 64 cores.
///
/// Returns 0, or -1 where that is not allowed.
static inline int pin_calling_thread(int core) {
    unsigned long long cores = 1ULL << core;
    return (int)syscall(SYS_sched_setaffinity, 0, sizeof cores, &cores);
}

/// Starts a program in a folder and in a session of its own, whose terminal is a new one of `size`, with no signal ignored.
///
/// Returns its process, or -1; `terminal` becomes the side that stands for screen and keyboard. The child does only what is
/// allowed between fork and exec where there are threads.
static inline pid_t spawn_on_terminal(
    int *terminal, const struct winsize *size, const char *folder, const char *program, char *const arguments[],
    char *const environment[]
) {
    pid_t pid = forkpty(terminal, NULL, NULL, size);
    if (pid != 0) return pid;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    for (int descriptor = 3; descriptor < 1024; descriptor++) close(descriptor);
    if (chdir(folder) == 0) execve(program, arguments, environment);
    _exit(127);
}

/// The columns that a character takes on a terminal; Glibc declares it only where X/Open is asked for.
extern int wcwidth(wchar_t character);
#endif
