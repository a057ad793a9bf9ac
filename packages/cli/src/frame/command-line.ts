/** The command as typed, quoted so that a shell reads it back the same. */
export function commandLineOf(args: readonly string[]): string {
	const quoted = args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`));
	return ['pangraf', ...quoted].join(' ');
}
