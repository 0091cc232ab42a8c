package io.spadework.engine.synthesis;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SampleGrid;
import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.networks.kernels.KernelChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Answers requests for images, a JSON document per line each way: the latest one wins. A request that waits while another one is answered gives way to a newer one and is
 * answered as dropped. The end of the input ends the server, after what is waiting.
 */
public final class Server {

	/** A map of 8000 x 8000 pixels of 16 bits, not compressed, takes 170 MB as base64. */
	private static final int LONGEST_LINE = 192 << 20;
	private static final int ANSWERS_BETWEEN_COLLECTIONS = 50;
	private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

	private final Model model;
	private final String name;
	private final InputStream in;
	private final OutputStream out;
	private final PrintStream log;
	private Request waiting;
	private boolean ended;
	private boolean broken;

	/**
	 * @param name what the model is called
	 * @param out  takes nothing but answers
	 * @param log  takes what a person should know
	 */
	public Server(Model model, String name, InputStream in, OutputStream out, PrintStream log) {
		this.model = model;
		this.name = name;
		this.in = in;
		this.out = out;
		this.log = log;
	}

	/**
	 * Says that it is ready, and answers until the input ends or nobody takes the answers any more; throws IllegalArgumentException where the model makes no image at all.
	 */
	public void run() throws InterruptedException {
		model.warmUp();
		say(ready());
		Thread reader = new Thread(this::read, "requests");
		reader.setDaemon(true);
		reader.start();
		int answered = 0;
		for (Request request = next(); request != null; request = next()) {
			say(answer(request));
			if (++answered % ANSWERS_BETWEEN_COLLECTIONS == 0) {
				System.gc(); // operations leave small native arrays behind, and the collector sees only their Java side
			}
		}
	}

	private void read() {
		Lines lines = new Lines(in, LONGEST_LINE);
		try {
			for (boolean more = true; more;) {
				more = readLine(lines);
			}
		} catch (IOException e) {
			log.println("The requests can't be read any more: " + e.getMessage());
		} catch (OutOfMemoryError e) {
			log.println("The memory is used up by a request.");
		} finally {
			end(false);
		}
	}

	/** Takes the next line; false at the end. */
	private boolean readLine(Lines lines) throws IOException {
		try {
			String line = lines.next();
			if (line == null) {
				return false;
			}
			if (!line.isBlank()) {
				put(Request.parse(line));
			}
		} catch (Lines.TooLong e) {
			say(error(null, e.getMessage()));
		} catch (Request.Bad e) {
			say(error(e.id(), e.getMessage()));
		}
		return true;
	}

	private void put(Request request) {
		Request before;
		synchronized (this) {
			before = waiting;
			waiting = request;
			notifyAll();
		}
		if (before != null) {
			JsonObject dropped = new JsonObject();
			dropped.addProperty("id", before.id());
			dropped.addProperty("dropped", true);
			say(dropped);
		}
	}

	/** The request to answer next, or null when there will be none. */
	private synchronized Request next() throws InterruptedException {
		while (waiting == null && !ended) {
			wait();
		}
		Request request = broken ? null : waiting;
		waiting = null;
		return request;
	}

	private synchronized void end(boolean unheard) {
		ended = true;
		broken |= unheard;
		notifyAll();
	}

	private JsonObject answer(Request request) {
		long started = System.nanoTime();
		try {
			byte[] png = image(request);
			JsonObject answer = new JsonObject();
			answer.addProperty("id", request.id());
			answer.addProperty("image", Base64.getEncoder().encodeToString(png));
			answer.addProperty("milliseconds", Math.round((System.nanoTime() - started) / 1e5) / 10.0);
			return answer;
		} catch (DataException e) {
			return error(request.id(), e.getMessage() + ".");
		} catch (IllegalArgumentException | IOException e) {
			return error(request.id(), e.getMessage());
		} catch (OutOfMemoryError e) {
			return error(request.id(), "The memory is used up; a smaller image or map needs less.");
		} catch (RuntimeException | StackOverflowError e) {
			e.printStackTrace(log);
			return error(request.id(), "The engine broke down over this request: " + e + ".");
		}
	}

	private byte[] image(Request request) throws DataException, IOException {
		Dataset data = model.data();
		int height = request.height() == 0 ? data.height() : request.height();
		int width = request.width() == 0 ? data.width() : request.width();
		model.requireSize(height, width);
		Sample map = model.labelMap(request.map(), request.instances(), height, width);
		List<float[]> codes = new ArrayList<>();
		codes.add(model.code(request.style()));
		return SampleGrid.png(model.paint(List.of(map), codes).getFirst(), height, width);
	}

	private static JsonObject error(Long id, String message) {
		JsonObject error = new JsonObject();
		error.addProperty("id", id);
		error.addProperty("error", message);
		return error;
	}

	private JsonObject ready() {
		Dataset data = model.data();
		JsonObject ready = new JsonObject();
		ready.addProperty("ready", true);
		ready.addProperty("protocol", 1);
		ready.addProperty("model", name);
		ready.addProperty("step", model.moment() == null ? null : model.moment().step());
		JsonArray labels = new JsonArray();
		int[] colours = data.labelColours();
		for (int i = 0; i < data.labels(); i++) {
			JsonObject label = new JsonObject();
			label.addProperty("value", data.stored(i));
			label.addProperty("name", data.labelNames().get(i));
			label.addProperty("colour", String.format("#%06x", colours[i] & 0xffffff));
			labels.add(label);
		}
		ready.add("labels", labels);
		ready.addProperty("dontCare", data.dontCare() < 0 ? null : data.stored(data.dontCare()));
		ready.addProperty("width", data.width());
		ready.addProperty("height", data.height());
		ready.addProperty("multiple", model.multiple());
		ready.addProperty("style", model.styleSource().word());
		ready.addProperty("styleSize", model.codeSize());
		ready.addProperty("instances", data.edges());
		ready.addProperty("kernels", KernelChoice.current().name());
		ready.addProperty("executor", ExecutorChoice.current().title());
		return ready;
	}

	private synchronized void say(JsonObject document) {
		try {
			out.write((GSON.toJson(document) + "\n").getBytes(StandardCharsets.UTF_8));
			out.flush();
		} catch (IOException e) {
			end(true); // nobody listens any more
		}
	}
}
