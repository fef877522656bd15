import { spawn } from 'node:child_process';

/** Opens an address in the browser of the desktop, where there is one. The address is printed anyway, so a failure says nothing. */
export function openBrowser(address: string): void {
  const opener = openerOf(process.platform, process.env);
  if (opener === undefined) return;
  const child = spawn(opener, [address], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

/** The program that opens addresses; undefined where there is no desktop. */
export function openerOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | undefined {
  if (platform === 'darwin') return 'open';
  const hasDesktop = env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
  return platform === 'linux' && hasDesktop ? 'xdg-open' : undefined;
}
