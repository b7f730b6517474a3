#include "config.h"

#include "model/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int hook_fd;

static void hook(void)
{
	if (write(hook_fd, "h", 1) != 1)
		_exit(99);
}

/* Runs `exhaust` in a child. Answers its exit status; *hooks counts how often the hook ran. */
static int in_child(void (*exhaust)(void), size_t *hooks)
{
	char said[8];
	int fds[2];
	int status;
	ssize_t n;
	pid_t child;

	assert_int_equal(pipe(fds), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		hook_fd = fds[1];
		mem_on_exhausted(hook);
		if (dup2(fds[1], STDERR_FILENO) < 0)
			_exit(98);
		exhaust();
		_exit(0);
	}
	close(fds[1]);
	n = read(fds[0], said, sizeof(said));
	*hooks = n > 0 && said[0] == 'h' ? 1 : 0;
	/* The rest is the sentence. */
	if (*hooks)
		assert_true(n > 1 || read(fds[0], said, sizeof(said)) > 0);
	close(fds[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void resize_too_much(void)
{
	/* Unchecked, this product would be 4 bytes. */
	free(mem_resize(NULL, SIZE_MAX / 4 + 2, 4));
}

static void copy_too_much(void)
{
	free(mem_text_n("", SIZE_MAX));
}

static void resize_enough(void)
{
	free(mem_resize(NULL, 10, 4));
}

static void mem_resize__runs_hook_and_ends_when_product_overflows(void **state)
{
	size_t hooks;

	(void)state;
	assert_int_equal(in_child(resize_too_much, &hooks), 3);
	assert_int_equal(hooks, 1);
}

static void mem_text_n__ends_when_length_overflows(void **state)
{
	size_t hooks;

	(void)state;
	assert_int_equal(in_child(copy_too_much, &hooks), 3);
	assert_int_equal(hooks, 1);
}

static void mem_resize__leaves_hook_alone_when_there_is_memory(void **state)
{
	size_t hooks;

	(void)state;
	assert_int_equal(in_child(resize_enough, &hooks), 0);
	assert_int_equal(hooks, 0);
}

static void mem_text__copies(void **state)
{
	const char *from = "abc";
	char *text = mem_text(from);

	(void)state;
	assert_string_equal(text, "abc");
	assert_ptr_not_equal(text, from);
	free(text);
	text = mem_text_n("abcdef", 2);
	assert_string_equal(text, "ab");
	free(text);
	assert_null(mem_text_or_null(NULL));
	text = mem_text_or_null("x");
	assert_string_equal(text, "x");
	free(text);
}

static void mem_zero__is_zero_and_of_size_nothing_is_memory(void **state)
{
	unsigned char *p = mem_zero(64);
	void *none[3] = { mem_alloc(0), mem_array(0, 8), mem_resize(NULL, 0, 8) };
	size_t i;

	(void)state;
	for (i = 0; i < 64; i++)
		assert_int_equal(p[i], 0);
	free(p);
	for (i = 0; i < 3; i++) {
		assert_non_null(none[i]);
		free(none[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mem_resize__runs_hook_and_ends_when_product_overflows),
		cmocka_unit_test(mem_text_n__ends_when_length_overflows),
		cmocka_unit_test(mem_resize__leaves_hook_alone_when_there_is_memory),
		cmocka_unit_test(mem_text__copies),
		cmocka_unit_test(mem_zero__is_zero_and_of_size_nothing_is_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
