/*
 * A folder in which the tests of a file are at home: made and removed by what
 * is handed to cmocka. Included once by each of them, below test.h.
 */
#ifndef HOME_H
#define HOME_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[] = "/tmp/termwise-test-XXXXXX";

static int home_make(void **state)
{
	if (!mkdtemp(home) || chmod(home, 0755) < 0)
		return -1;
	return chdir(home);
}

static int home_remove(void **state)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", home);
	return chdir("/") || system(command);
}

#endif
