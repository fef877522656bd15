import { useEffect, useRef, useState } from 'preact/hooks';
import { type Asked, ask } from './ask.ts';
import type { TaskName, Tasks } from './tasks.ts';

/** A task on its way. */
export interface TaskState<Value> {
  /** What the task last answered; it stays while the next answer is worked on. */
  readonly value: Value | undefined;
  /** Why it last failed. */
  readonly failure: string | undefined;
  /** It takes longer than one notices. */
  readonly slow: boolean;
  /** Ends it, whatever it does. */
  cancel(): void;
}

/** A task counts as slow after so many milliseconds; one that is slow is ended for the next. */
const patience = 400;

/** Has the worker do a task anew whenever `key` changes. Without an argument there is nothing to do. */
export function useTask<Name extends TaskName>(
  task: Name,
  argument: Parameters<Tasks[Name]>[0] | undefined,
  key: string,
): TaskState<ReturnType<Tasks[Name]>> {
  type Value = ReturnType<Tasks[Name]>;
  const [value, setValue] = useState<Value>();
  const [failure, setFailure] = useState<string>();
  const [slow, setSlow] = useState(false);
  const asked = useRef<Asked<Value> | undefined>(undefined);
  useEffect(() => {
    if (argument === undefined) return undefined;
    let [current, late] = [true, false];
    const settle = (took: () => void): void => {
      if (!current) return;
      clearTimeout(timer);
      asked.current = undefined;
      setSlow(false);
      took();
    };
    const timer = setTimeout(() => {
      late = true;
      setSlow(true);
    }, patience);
    const begun = ask(task, argument);
    asked.current = begun;
    begun.answer.then(
      answer =>
        settle(() => {
          setValue(() => answer);
          setFailure(undefined);
        }),
      (error: Error) => settle(() => setFailure(error.message)),
    );
    return () => {
      current = false;
      clearTimeout(timer);
      setSlow(false);
      if (late && asked.current === begun) begun.cancel();
    };
  }, [task, key]);
  const cancel = (): void => {
    asked.current?.cancel();
    asked.current = undefined;
    setSlow(false);
    setFailure('It was cancelled.');
  };
  return { value, failure, slow, cancel };
}
