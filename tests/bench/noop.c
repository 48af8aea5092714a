/* noop - a process that starts and ends: the floor of every other one. */
int
main(void)
{
	return 0;
}
