#include "config.h"

#include "reader/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/x509.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef HAVE_LINUX_LANDLOCK_H
#include <linux/landlock.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif

#ifdef WITH_ASAN
/* Leaks are looked for by tests that link the modes: here another process would have to be made. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "hard_rss_limit_mb=1024:max_allocation_size_mb=1024:allocator_may_return_null=1:"
	       "detect_leaks=0:symbolize=0";
}
#endif

#define OPEN_FILES 64
#define WRITTEN (2048ULL << 20) /* bytes that a mode which writes may write */

static bool limit(int what, rlim_t most)
{
	struct rlimit l = { most, most };
	struct rlimit now;

	/* Somebody may have set a lower one, which cannot be raised. */
	if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max != RLIM_INFINITY &&
		now.rlim_max < most)
		l.rlim_cur = l.rlim_max = now.rlim_max;
	return setrlimit((__rlimit_resource_t)what, &l) == 0;
}

static bool limit_resources(unsigned memory, unsigned seconds, bool writes)
{
#ifndef WITH_ASAN
	if (!limit(RLIMIT_AS, (rlim_t)memory << 20))
		return false;
#else
	(void)memory;
#endif
#ifndef READER_TELLS
	/* Writing more is a failure to act on, and no reason to die. */
	if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || !limit(RLIMIT_FSIZE, writes ? WRITTEN : 0))
		return false;
#else
	(void)writes;
#endif
	return limit(RLIMIT_CPU, seconds) && limit(RLIMIT_NOFILE, OPEN_FILES) &&
	       limit(RLIMIT_CORE, 0);
}

/* ---- files: only what the libraries read of their own ---- */

#if defined(HAVE_LINUX_LANDLOCK_H) && defined(SYS_landlock_create_ruleset)

static const char *const readable[] = {
	"/usr",
	"/lib",
	"/lib64",
	"/etc/fonts",
	"/etc/ld.so.cache",
	"/etc/magic",
	"/etc/localtime",
	"/var/cache/fontconfig",
	"/dev/null",
	"/dev/urandom",
#ifdef WITH_ASAN
	"/proc",
#endif
};

static void allow_reading(int rules, const char *path)
{
	struct landlock_path_beneath_attr beneath = { 0 };
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return;
	beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
	beneath.parent_fd = fd;
	/* A plain file takes no right on folders. */
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0)) {
		beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
		(void)syscall(
			SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	}
	close(fd);
}

/* What the environment names, else what is usual. */
static void allow_either(int rules, const char *name, const char *usual)
{
	const char *given = getenv(name);

	allow_reading(rules, given ? given : usual);
}

/* A kernel that has it not leaves the rest of the limits. */
static void shut_files(void)
{
	struct landlock_ruleset_attr all = { 0 };
	int rules;

	/* Every right of the first version: execute to making of symbolic links. */
	all.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	if (rules < 0)
		return;
	for (size_t i = 0; i < sizeof(readable) / sizeof(readable[0]); i++)
		allow_reading(rules, readable[i]);
	if (getenv("TESSDATA_PREFIX"))
		allow_reading(rules, getenv("TESSDATA_PREFIX"));
	/* The certificates that the system trusts, for time stamps. */
	allow_either(rules, X509_get_default_cert_dir_env(), X509_get_default_cert_dir());
	allow_either(rules, X509_get_default_cert_file_env(), X509_get_default_cert_file());
	(void)syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#else

static void shut_files(void)
{
}

#endif

/* ---- calls ---- */

/* What no reading of a file needs. Those that this machine's kind does not have are passed over. */
static const int refused[] = {
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(recvmmsg),
	SCMP_SYS(socketcall),
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(creat),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(link),
	SCMP_SYS(linkat),
	SCMP_SYS(symlink),
	SCMP_SYS(symlinkat),
	SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat),
	SCMP_SYS(rmdir),
	SCMP_SYS(mknod),
	SCMP_SYS(mknodat),
	SCMP_SYS(chmod),
	SCMP_SYS(fchmod),
	SCMP_SYS(fchmodat),
	SCMP_SYS(chown),
	SCMP_SYS(fchown),
	SCMP_SYS(lchown),
	SCMP_SYS(fchownat),
	SCMP_SYS(truncate),
	SCMP_SYS(truncate64),
	SCMP_SYS(utime),
	SCMP_SYS(utimes),
	SCMP_SYS(utimensat),
	SCMP_SYS(futimesat),
	SCMP_SYS(setxattr),
	SCMP_SYS(lsetxattr),
	SCMP_SYS(fsetxattr),
	SCMP_SYS(removexattr),
	SCMP_SYS(chroot),
	SCMP_SYS(mount),
	SCMP_SYS(umount),
	SCMP_SYS(umount2),
	SCMP_SYS(pivot_root),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(kill),
	SCMP_SYS(tkill),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(rt_sigqueueinfo),
	SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(shmget),
	SCMP_SYS(shmat),
	SCMP_SYS(msgget),
	SCMP_SYS(semget),
	SCMP_SYS(mq_open),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(swapoff),
	SCMP_SYS(sethostname),
	SCMP_SYS(setdomainname),
	SCMP_SYS(settimeofday),
	SCMP_SYS(clock_settime),
	SCMP_SYS(adjtimex),
	SCMP_SYS(acct),
	SCMP_SYS(quotactl),
	SCMP_SYS(iopl),
	SCMP_SYS(ioperm),
	SCMP_SYS(personality),
	SCMP_SYS(setuid),
	SCMP_SYS(setgid),
	SCMP_SYS(setreuid),
	SCMP_SYS(setregid),
	SCMP_SYS(setresuid),
	SCMP_SYS(setresgid),
	SCMP_SYS(setgroups),
	SCMP_SYS(capset),
	SCMP_SYS(fanotify_init),
	SCMP_SYS(inotify_init),
	SCMP_SYS(inotify_init1),
};

/* open() and openat() with any of these is no reading. */
static const unsigned writing[] = { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND };

static bool refuse_writing(scmp_filter_ctx filter)
{
	uint32_t no = SCMP_ACT_ERRNO(EACCES);
	int rc = 0;

	for (size_t i = 0; i < sizeof(writing) / sizeof(writing[0]) && !rc; i++) {
		rc = seccomp_rule_add(filter, no, SCMP_SYS(open), 1,
			SCMP_A1(SCMP_CMP_MASKED_EQ, writing[i], writing[i]));
		if (!rc)
			rc = seccomp_rule_add(filter, no, SCMP_SYS(openat), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, writing[i], writing[i]));
	}
	return !rc;
}

/* Threads are made by some libraries, processes by none. What a filter cannot look into is said not
 * to exist, so that the C library takes the older call. */
static bool refuse_processes(scmp_filter_ctx filter)
{
	return !seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
		       SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) &&
	       !seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) &&
	       !seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0);
}

static bool shut_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool ok = filter && refuse_writing(filter) && refuse_processes(filter);

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]) && ok; i++)
		ok = !seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
	ok = ok && !seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) && !seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
	return ok;
}

bool limits_set(unsigned memory, unsigned seconds, bool writes)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) ||
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
		return false;
	shut_files();
	return limit_resources(memory, seconds, writes) && shut_calls();
}
