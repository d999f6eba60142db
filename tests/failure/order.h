/*
 * What program.c and fault.c say to each other. A program that finds
 * FAULT_SERVER in its environment begins, and then waits before its main: for
 * each order it makes a copy of itself, which goes on, and answers with the
 * status of it, as waitpid has it. So it is loaded only once, however often it
 * is to run. Copies read standard input from FAULT_INPUT and write to "../out"
 * and "../err". FAULT_LOADED says that libgit2 is to be at work beforehand.
 */
#ifndef TW_FAILURE_ORDER_H
#define TW_FAILURE_ORDER_H

/* The descriptors of a program that waits. */
enum {
	ORDERS = 60,  /* orders come from here */
	ANSWERS = 61, /* and an int goes here for each */
	TOLD = 62,    /* a byte, when the fault has happened */
	WAYS = 63     /* the ways of all calls, where none is to fail */
};

enum { SECONDS = 60 }; /* that a copy may run */

/* Exit statuses that fault.c and failure.sh arrange. */
enum { FOREIGN = 96, NO_COPY = 98, SANITIZER = 99 };

struct order {
	char fault[32]; /* as in FAULT; "": none */
};

#endif
