package io.spadework.cli;

import io.spadework.codegen.EngineQuestion;
import io.spadework.codegen.PreparedModel;
import io.spadework.codegen.PreparedRun;
import io.spadework.runs.Control;
import io.spadework.runs.EngineAnswer;
import io.spadework.runs.EngineHome;
import io.spadework.runs.Request;
import io.spadework.runs.RunException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine at work on one run, in a process of its own; stopping this program stops it in order. */
final class EngineProcess {

	/** Tensors lie outside of Java's heap, so it can be small. */
	private static final int HEAP_MEGABYTES = 1024;
	/** Weights on their way from file to file are in the heap, one tensor at a time, and while it is changed in several copies. */
	private static final int ANSWERING_HEAP_MEGABYTES = 4096;
	/** A checkpoint of a large network takes a while to write. */
	private static final int STOPPING_SECONDS = 600;
	private static final int LAST_WORDS_MILLISECONDS = 3000;
	private static final int WRONG_USAGE = 2;

	private EngineProcess() {
	}

	/**
	 * Runs the engine to its end and returns its exit code.
	 *
	 * @param settings how it computes
	 * @param more     arguments besides those of the preparation
	 * @param progress where the engine's progress goes; null for none
	 * @param err      where its errors go
	 */
	static int run(EngineHome home, PreparedRun run, EngineSettings settings, List<String> more, PrintStream progress, PrintStream err) throws Failure {
		for (EngineQuestion question : run.first()) {
			ask(home, question, "the segmenter that the evaluation names could not be made ready", err);
		}
		List<String> arguments = new ArrayList<>(run.arguments());
		arguments.addAll(settings.arguments());
		arguments.addAll(more);
		arguments.addAll(List.of("--progress", progress == null ? "none" : isTerminal() ? "bar" : "lines"));
		Process process = start(home, run, arguments, settings.memory(HEAP_MEGABYTES));
		Thread main = Thread.currentThread();
		Thread hook = new Thread(() -> stop(process, run.folder(), main), "stop the engine");
		Runtime.getRuntime().addShutdownHook(hook);
		Thread output = copy(process.getInputStream(), progress);
		Thread errors = copy(process.getErrorStream(), err);
		try {
			int code = process.waitFor();
			output.join();
			errors.join();
			return code;
		} catch (InterruptedException e) {
			process.toHandle().destroy();
			throw Failure.failed("interrupted");
		} finally {
			try {
				Runtime.getRuntime().removeShutdownHook(hook);
			} catch (IllegalStateException alreadyStopping) {
				// the hook is what runs now
			}
		}
	}

	/**
	 * Lets the engine do something that leaves no run, and returns its exit code.
	 *
	 * @param arguments all that it is given
	 * @param out       where its answer goes
	 * @param err       where its errors go
	 */
	static int answer(EngineHome home, PreparedRun run, List<String> arguments, PrintStream out, PrintStream err) throws Failure {
		return answer(start(home, run, arguments, ANSWERING_HEAP_MEGABYTES), out, err);
	}

	/** Lets the engine answer a question, and returns what it says; fails with the message where it does not. */
	static String ask(EngineHome home, EngineQuestion question, String failure, PrintStream err) throws Failure {
		try {
			EngineAnswer answer = EngineAnswer.of(home, question.classes(), question.mainClass(), question.arguments(), () -> false);
			err.print(answer.errors());
			if (answer.code() != 0) {
				throw answer.code() == WRONG_USAGE ? Failure.usage(failure) : Failure.failed(failure);
			}
			return answer.text();
		} catch (IOException | RunException e) {
			throw Failure.failed("the engine could not be started: " + e.getMessage());
		} catch (InterruptedException e) {
			throw Failure.failed("interrupted");
		}
	}

	/** Lets the engine make images, and returns its exit code. */
	static int answer(EngineHome home, PreparedModel model, List<String> arguments, PrintStream out, PrintStream err) throws Failure {
		return answer(start(home, model.classes(), model.mainClass(), arguments, ANSWERING_HEAP_MEGABYTES), out, err);
	}

	/** Lets the engine have this program's own streams until it ends, and returns its exit code. */
	static int inherit(EngineHome home, PreparedModel model, List<String> arguments) throws Failure {
		Process process;
		try {
			process = EngineHome.process(home.command(model.classes(), model.mainClass(), arguments, ANSWERING_HEAP_MEGABYTES)).inheritIO().start();
		} catch (IOException | RunException e) {
			throw Failure.failed("the engine could not be started: " + e.getMessage());
		}
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end the engine"));
		try {
			return process.waitFor();
		} catch (InterruptedException e) {
			throw Failure.failed("interrupted");
		} finally {
			process.destroy();
		}
	}

	private static int answer(Process process, PrintStream out, PrintStream err) throws Failure {
		Thread output = copy(process.getInputStream(), out);
		Thread errors = copy(process.getErrorStream(), err);
		try {
			int code = process.waitFor();
			output.join();
			errors.join();
			return code;
		} catch (InterruptedException e) {
			throw Failure.failed("interrupted");
		} finally {
			process.destroy();
		}
	}

	private static Process start(EngineHome home, PreparedRun run, List<String> arguments, int heapMegabytes) throws Failure {
		return start(home, run.classes(), run.mainClass(), arguments, heapMegabytes);
	}

	private static Process start(EngineHome home, Path classes, String mainClass, List<String> arguments, int heapMegabytes) throws Failure {
		try {
			Process process = EngineHome.process(home.command(classes, mainClass, arguments, heapMegabytes)).start();
			process.getOutputStream().close();
			return process;
		} catch (IOException | RunException e) {
			throw Failure.failed("the engine could not be started: " + e.getMessage());
		}
	}

	/** Asks the engine to write a checkpoint and end, waits for it, and lets this program say so. */
	private static void stop(Process process, Path run, Thread main) {
		try {
			if (process.supportsNormalTermination()) {
				// not Process.destroy(), which also closes the streams that the engine still writes to
				process.toHandle().destroy();
			} else {
				Control.send(run, Request.STOP);
			}
			process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS);
			main.join(LAST_WORDS_MILLISECONDS);
		} catch (IOException | InterruptedException e) {
			process.toHandle().destroy();
		}
	}

	private static Thread copy(InputStream from, PrintStream to) {
		Thread thread = new Thread(() -> {
			byte[] buffer = new byte[4096];
			try (from) {
				for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
					if (to != null) {
						to.write(buffer, 0, n);
						to.flush();
					}
				}
			} catch (IOException e) {
				// the process is gone, and with it the rest of what it had to say
			}
		}, "engine output");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/** Whether a person watches: a bar that is redrawn makes no sense in a file. */
	private static boolean isTerminal() {
		Console console = System.console();
		if (console == null || Runtime.version().feature() < 22) {
			return console != null;
		}
		try {
			// from Java 22 on there is a console even where there is no terminal
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		} catch (ReflectiveOperationException e) {
			return false;
		}
	}
}
