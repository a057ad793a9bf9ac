/** A page in Chromium, through the DevTools protocol; no library stands between. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Name of the browser that is installed, if one is. */
export const CHROMIUM: string | undefined = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
	try {
		execFileSync(name, ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
});

/** One event of the protocol. */
export interface BrowserEvent {
	readonly method: string;
	readonly params: Record<string, unknown>;
}

interface Message extends Partial<BrowserEvent> {
	readonly id?: number;
	readonly result?: Record<string, unknown>;
	readonly error?: { readonly message: string };
}

export class Chromium {
	readonly #process: ChildProcess;
	readonly #folder: string;
	readonly #socket: WebSocket;
	readonly #waiting = new Map<number, (message: Message) => void>();
	#id = 0;
	/** All events so far. */
	readonly events: BrowserEvent[] = [];

	private constructor(process: ChildProcess, folder: string, socket: WebSocket) {
		this.#process = process;
		this.#folder = folder;
		this.#socket = socket;
		socket.onmessage = ({ data }) => {
			const message = JSON.parse(String(data)) as Message;
			if (message.id === undefined) this.events.push(message as BrowserEvent);
			else this.#waiting.get(message.id)?.(message);
		};
	}

	/** Starts the browser with one empty page. */
	static async start(): Promise<Chromium> {
		const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
		const options = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${folder}`];
		const process = spawn(CHROMIUM!, [...options, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
		const address = await new Promise<string>((resolve, reject) => {
			let text = '';
			process.stderr.on('data', (chunk) => {
				text += String(chunk);
				const found = /listening on ws:\/\/([^/]+)/.exec(text);
				if (found !== null) resolve(found[1]!);
			});
			process.on('exit', () => reject(new Error(text)));
		});
		const pages = (await (await fetch(`http://${address}/json`)).json()) as { type: string; webSocketDebuggerUrl: string }[];
		const socket = new WebSocket(pages.find(({ type }) => type === 'page')!.webSocketDebuggerUrl);
		await new Promise((resolve) => (socket.onopen = resolve));
		const browser = new Chromium(process, folder, socket);
		for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'Accessibility']) await browser.send(`${domain}.enable`);
		return browser;
	}

	/** Calls a method of the protocol. */
	async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
		const id = ++this.#id;
		const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
		this.#socket.send(JSON.stringify({ id, method, params }));
		const { result, error } = await answer;
		if (error !== undefined) throw new Error(`${method}: ${error.message}`);
		return result ?? {};
	}

	/** Opens a file at this width and colour scheme, and waits until it is loaded. */
	async open(path: string, width: number, scheme: 'light' | 'dark'): Promise<void> {
		this.events.length = 0;
		await this.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
		await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
		await this.send('Page.navigate', { url: pathToFileURL(path).href });
		while (!this.events.some(({ method }) => method === 'Page.loadEventFired')) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	/** Value of an expression in the page. */
	async evaluate<T>(expression: string): Promise<T> {
		const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true });
		if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
		return (result as { value: T }).value;
	}

	/** Ends the browser. */
	async stop(): Promise<void> {
		const ended = new Promise((resolve) => this.#process.on('exit', resolve));
		this.#socket.close();
		this.#process.kill();
		await ended;
		rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	}
}
