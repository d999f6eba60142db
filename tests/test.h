/*
 * What a file of tests begins with: cmocka, and what it asks for above itself.
 */
#ifndef TEST_H
#define TEST_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

/* Each test is given a state, which few of them look at. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* Holds a view against a string. */
#define assert_view(view, text) \
	do { \
		struct tw_view seen = (view); \
		assert_int_equal(seen.len, strlen(text)); \
		assert_memory_equal(seen.len ? seen.ptr : "", text, \
			seen.len); \
	} while (0)

#endif
