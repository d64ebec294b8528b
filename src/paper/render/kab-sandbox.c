/* kab-sandbox.c: what the renderer gives up before it opens a document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* A sanitizer looks at its own threads, which the confined program may not. */
#if defined(HAVE_SECCOMP) && !defined(__SANITIZE_ADDRESS__)
#define CONFINED
#endif

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#ifdef CONFINED
#include <errno.h>
#include <seccomp.h>
#endif

#include "kab-sandbox.h"

#define MEMORY_LIMIT (512UL * 1024 * 1024)

static void
limit (int resource, rlim_t value)
{
  struct rlimit both = { value, value };

  if (setrlimit (resource, &both) != 0)
    g_error ("no limit %d", resource);
}

#ifdef CONFINED
/* All that reading fonts and drawing needs. Whatever is not here fails with EPERM: sockets, programs,
 * other processes, and every way to change a file. */
static const int allowed[] = {
  SCMP_SYS (read),          SCMP_SYS (readv),
  SCMP_SYS (pread64),       SCMP_SYS (write),
  SCMP_SYS (writev),        SCMP_SYS (close),
  SCMP_SYS (fstat),         SCMP_SYS (stat),
  SCMP_SYS (lstat),         SCMP_SYS (newfstatat),
  SCMP_SYS (statx),         SCMP_SYS (statfs),
  SCMP_SYS (fstatfs),       SCMP_SYS (access),
  SCMP_SYS (faccessat),     SCMP_SYS (faccessat2),
  SCMP_SYS (readlink),      SCMP_SYS (readlinkat),
  SCMP_SYS (getdents64),    SCMP_SYS (lseek),
  SCMP_SYS (mmap),          SCMP_SYS (munmap),
  SCMP_SYS (mremap),        SCMP_SYS (mprotect),
  SCMP_SYS (madvise),       SCMP_SYS (brk),
  SCMP_SYS (futex),         SCMP_SYS (getcwd),
  SCMP_SYS (rt_sigaction),  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),  SCMP_SYS (sigaltstack),
  SCMP_SYS (clock_gettime), SCMP_SYS (clock_nanosleep),
  SCMP_SYS (gettimeofday),  SCMP_SYS (getrandom),
  SCMP_SYS (getpid),        SCMP_SYS (gettid),
  SCMP_SYS (getuid),        SCMP_SYS (geteuid),
  SCMP_SYS (getgid),        SCMP_SYS (getegid),
  SCMP_SYS (getrlimit),     SCMP_SYS (sysinfo),
  SCMP_SYS (uname),         SCMP_SYS (poll),
  SCMP_SYS (ppoll),         SCMP_SYS (restart_syscall),
  SCMP_SYS (sched_yield),   SCMP_SYS (sched_getaffinity),
  SCMP_SYS (exit),          SCMP_SYS (exit_group),
  SCMP_SYS (tgkill),
};

static void
give_up_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  int failed = filter == NULL;

  for (gsize i = 0; !failed && i < G_N_ELEMENTS (allowed); i++)
    failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);
  /* Files are opened for reading only. */
  if (!failed)
    failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                               SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
  if (!failed)
    failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1,
                               SCMP_A1 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
  /* Descriptors may be looked at and duplicated, limits asked for. */
  if (!failed)
    failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1, SCMP_A1 (SCMP_CMP_LE, F_GETFL));
  if (!failed)
    failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1, SCMP_A2 (SCMP_CMP_EQ, 0));
  /* Inside a container that forbids filters the limits above still hold. */
  if (!failed && seccomp_load (filter) != 0)
    g_printerr ("kabinet-render: no system call filter here\n");
  if (failed)
    g_error ("the system call filter cannot be made");
  seccomp_release (filter);
}
#endif

/**
 * kab_sandbox_enter:
 * @cpu_seconds: how long it may compute
 *
 * Limits memory, time, files and, where the system can, the calls that this process may make (G2). Ends the
 * process if a limit cannot be set.
 */
void
kab_sandbox_enter (guint cpu_seconds)
{
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, 64);
  limit (RLIMIT_CPU, cpu_seconds);
  /* A sanitizer build keeps its notes in terabytes of address space. */
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MEMORY_LIMIT);
#endif
#ifdef CONFINED
  give_up_calls ();
#endif
}
