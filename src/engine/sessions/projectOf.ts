import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Tells the project of a working folder as logged. Never throws. */
export type ProjectOf = (folder: string) => string;

/** Sub-folder of a repository in which Claude Code keeps the worktrees that it makes (`claude --worktree`). */
const OWN_WORKTREE = /^(.+?)[\\/]\.claude[\\/]worktrees[\\/][^\\/]+/s;
/** What the `.git` file of a worktree holds (gitrepository-layout, "gitfile"; git-worktree, "DETAILS"). */
const GIT_FILE = /^gitdir: (.+?)[\\/]\.git[\\/]worktrees[\\/][^\\/\r\n]+[\\/]*\r?\n?$/s;
const LONGEST_GIT_FILE = 4096;
const LONGEST_FOLDER = 4096;
const MOST_LEVELS = 64;
const MOST_KNOWN = 20_000;

/**
 * Makes a function that puts the git worktrees of one repository together: a folder in a worktree belongs to the
 * repository's folder. Any other folder is a project of its own, and so is one whose worktree is gone.
 *
 * What it finds it remembers, since worktrees come and go. Folders come from logs and are foreign: in them and their
 * ancestors it looks at nothing but a small plain file `.git`, and never at another machine.
 */
export function projectFinder(): ProjectOf {
  const known = new Map<string, string>();
  return (folder) => {
    let project = known.get(folder);
    if (project === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(folder, (project = projectOf(folder)));
    }
    return project;
  };
}

function projectOf(folder: string): string {
  if (folder.length > LONGEST_FOLDER || folder.includes('\0')) return folder;
  const own = OWN_WORKTREE.exec(folder);
  if (own) return own[1]!;
  return isLocal(folder) ? (repositoryOf(folder) ?? folder) : folder;
}

/** A path that names another machine (`\\host\share`) would make Windows log on there. */
function isLocal(folder: string): boolean {
  return path.isAbsolute(folder) && !/^[\\/]{2}/.test(folder);
}

/** The repository of the worktree in which a folder lies; undefined for any other folder. */
function repositoryOf(folder: string): string | undefined {
  let at = path.normalize(folder);
  for (let level = 0; level < MOST_LEVELS; level++) {
    const found = lookAt(path.join(at, '.git'));
    if (found) return found.repository === undefined ? undefined : absolute(at, found.repository);
    const parent = path.dirname(at);
    if (parent === at) return undefined;
    at = parent;
  }
  return undefined;
}

/** A path in the machine's own manner, where it is one; in WSL, git for Windows may have written another. */
function absolute(from: string, named: string): string {
  return !path.isAbsolute(named) && path.win32.isAbsolute(named) ? named : path.resolve(from, named);
}

/** What `.git` says of the folder that holds it; undefined if there is none. A link is not followed. */
function lookAt(git: string): { repository: string | undefined } | undefined {
  try {
    const stat = lstatSync(git);
    if (!stat.isFile() || stat.size > LONGEST_GIT_FILE) return { repository: undefined };
    return { repository: GIT_FILE.exec(readFileSync(git, 'utf8'))?.[1] };
  } catch {
    return undefined;
  }
}
