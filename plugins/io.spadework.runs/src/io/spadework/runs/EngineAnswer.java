package io.spadework.runs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What an engine process said that was asked something.
 *
 * @param code its exit code: 0 done, 1 failed, 2 the question was not understood
 * @param text its standard output
 * @param errors its standard errors
 */
public record EngineAnswer(int code, String text, String errors) {

	/** Weights on their way from file to file are in the heap, one tensor at a time, and while it is changed in several copies. */
	private static final int HEAP_MEGABYTES = 4096;
	private static final int LOOK_MILLISECONDS = 200;

	/**
	 * Starts an engine and waits for its end.
	 *
	 * @param classes folder of the compiled classes; null for none
	 * @param mainClass qualified name of the class to start
	 * @param arguments what to pass to it
	 * @param cancelled looked at again and again; once true, the engine is ended
	 * @return null where it was ended
	 */
	public static EngineAnswer of(EngineHome home, Path classes, String mainClass, List<String> arguments, BooleanSupplier cancelled)
			throws RunException, IOException, InterruptedException {
		Process process = EngineHome.process(home.command(classes, mainClass, arguments, HEAP_MEGABYTES)).start();
		Thread hook = new Thread(process::destroy, "end the engine");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			process.getOutputStream().close();
			Copy text = new Copy(process.getInputStream());
			Copy errors = new Copy(process.getErrorStream());
			while (!process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
				if (cancelled.getAsBoolean()) {
					return null;
				}
			}
			return new EngineAnswer(process.exitValue(), text.end(), errors.end());
		} finally {
			process.destroy();
			try {
				Runtime.getRuntime().removeShutdownHook(hook);
			} catch (IllegalStateException alreadyStopping) {
				// the hook is what runs now
			}
		}
	}

	/** Takes what a process writes while it runs. */
	private static final class Copy extends Thread {

		private final InputStream from;
		private final ByteArrayOutputStream to = new ByteArrayOutputStream();

		Copy(InputStream from) {
			super("engine output");
			this.from = from;
			setDaemon(true);
			start();
		}

		@Override
		public void run() {
			try (from) {
				from.transferTo(to);
			} catch (IOException e) {
				// the process is gone, and with it the rest of what it had to say
			}
		}

		String end() throws InterruptedException {
			join();
			return to.toString(StandardCharsets.UTF_8);
		}
	}
}
