package io.spadework.runs.synthesis;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A process that makes images of label maps, as a program sees it: requests go out without waiting, of those that the engine has not begun with only the latest stays, and answers
 * come to a listener. One process serves one model.
 */
public final class SynthesisProcess implements AutoCloseable {

	/** Is told of everything, on threads of the process; by default of nothing. */
	public interface Listener {

		/** The model is loaded. */
		default void ready(ServedModel model) {
		}

		/** A request has its answer: an image or an error. Those that newer requests have pushed aside have none, nor have those before {@link SynthesisProcess#forget()}. */
		default void answered(SynthesisAnswer answer) {
		}

		/** The process has ended without being asked to, and there will be no more answers; the reason is for a person. */
		default void died(String reason) {
		}
	}

	private static final int LAST_WORDS = 12;
	private static final int PATIENCE_SECONDS = 3;

	private final Process process;
	private final Listener listener;
	private final Deque<String> said = new ArrayDeque<>();
	private final Thread errors;
	private SynthesisRequest waiting;
	private long waitingId;
	private long sent;
	private long forgotten;
	private final Deque<long[]> asked = new ArrayDeque<>();
	private boolean closed;

	private SynthesisProcess(Process process, Listener listener) {
		this.process = process;
		this.listener = listener;
		errors = start(this::listenToErrors, "synthesis messages");
		start(this::listen, "synthesis answers");
		start(this::send, "synthesis requests");
	}

	/** Starts the process of a command, such as {@code spadework serve MODEL}; requests may be sent before it is ready. */
	public static SynthesisProcess start(ProcessBuilder command, Listener listener) throws IOException {
		return new SynthesisProcess(command.redirectErrorStream(false).start(), listener);
	}

	/** Asks for an image and returns the request's number; takes the place of one that has not gone out yet. Never blocks. */
	public synchronized long send(SynthesisRequest request) {
		waiting = request;
		waitingId = ++sent;
		notifyAll();
		return waitingId;
	}

	/** Lets nobody hear the answers to what has been asked for so far. */
	public synchronized void forget() {
		forgotten = sent;
		waiting = null;
	}

	/** The id of the process. */
	public long pid() {
		return process.pid();
	}

	/** Whether it can answer. */
	public boolean isAlive() {
		return process.isAlive();
	}

	/** Ends the process: in order if it does within some seconds, of which nobody has to wait for any. Nothing is heard of it any more. */
	@Override
	public void close() {
		synchronized (this) {
			if (closed) {
				return;
			}
			closed = true;
			notifyAll();
		}
		start(() -> {
			try {
				if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
					process.destroyForcibly();
				}
			} catch (InterruptedException e) {
				process.destroyForcibly();
			}
		}, "synthesis end");
	}

	private static Thread start(Runnable work, String name) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private void send() {
		try (OutputStream requests = process.getOutputStream()) {
			while (true) {
				SynthesisRequest request;
				long id;
				synchronized (this) {
					while (waiting == null && !closed) {
						wait();
					}
					if (closed) {
						return;
					}
					request = waiting;
					id = waitingId;
					waiting = null;
					asked.add(new long[] { id, System.nanoTime() });
				}
				requests.write((request.line(id) + "\n").getBytes(StandardCharsets.UTF_8));
				requests.flush();
			}
		} catch (IOException e) {
			// the process is gone: who listens to it says so
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void listen() {
		String broken = null;
		try (BufferedReader answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			String first = answers.readLine();
			if (first != null) {
				ServedModel model = ServedModel.parse(first);
				if (!isClosed()) {
					listener.ready(model);
				}
				for (String line = answers.readLine(); line != null; line = answers.readLine()) {
					hear(line);
				}
			}
		} catch (IOException e) {
			// it ends below
		} catch (IllegalArgumentException e) {
			broken = e.getMessage();
			process.destroyForcibly();
		}
		try {
			int code = process.waitFor();
			errors.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
			if (!isClosed()) {
				listener.died(broken == null ? reason(code) : broken);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized boolean isClosed() {
		return closed;
	}

	private void hear(String line) {
		SynthesisAnswer answer;
		try {
			answer = answer(JsonParser.parseString(line).getAsJsonObject());
		} catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException e) {
			throw new IllegalArgumentException("The engine gives an answer that can't be understood: " + line.substring(0, Math.min(line.length(), 200)), e);
		}
		if (answer != null) {
			listener.answered(answer);
		}
	}

	/** What is to be heard of an answer, or null. */
	private synchronized SynthesisAnswer answer(JsonObject json) {
		long id = json.get("id").getAsLong();
		long started = System.nanoTime();
		while (!asked.isEmpty() && asked.peek()[0] <= id) {
			long[] one = asked.remove();
			started = one[0] == id ? one[1] : started;
		}
		if (closed || id <= forgotten || json.has("dropped")) {
			return null;
		}
		double latency = (System.nanoTime() - started) / 1e6;
		boolean latest = id == sent;
		return json.has("error") ? new SynthesisAnswer(id, latest, null, json.get("error").getAsString(), 0, latency)
				: new SynthesisAnswer(id, latest, Base64.getDecoder().decode(json.get("image").getAsString()), null, json.get("milliseconds").getAsDouble(), latency);
	}

	private void listenToErrors() {
		try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				synchronized (said) {
					said.add(line);
					if (said.size() > LAST_WORDS) {
						said.remove();
					}
				}
			}
		} catch (IOException e) {
			// the process is gone
		}
	}

	private String reason(int code) {
		synchronized (said) {
			String words = String.join("\n", said).strip();
			return words.isEmpty() ? "The engine's process has ended (exit code " + code + ")." : words;
		}
	}
}
