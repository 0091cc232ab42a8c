package io.spadework.engine.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.ModelWeights;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A server of images")
class ServerTest {

	private static final long MEGABYTE = 1024 * 1024;

	@TempDir
	private Path folder;

	@Test
	@DisplayName("says what its model takes, answers what it is asked, and survives what nobody understands")
	void answers() throws Exception {
		String map = map(16, 0);
		List<JsonObject> answers = converse(model(folder), List.of("{\"id\":1,\"map\":\"" + map + "\"}", "nonsense", "{\"id\":2}", "{\"id\":3,\"map\":\"" + map(16, 99) + "\"}",
				"{\"map\":\"" + map + "\"}", "{\"id\":4,\"map\":\"" + map + "\",\"style\":{\"images\":[{\"file\":\"/none.png\"}]}}",
				"{\"id\":5,\"map\":\"" + map + "\",\"style\":{\"mix\":2}}", "{\"id\":6,\"map\":[[[[[[[[", "[]", "{\"id\":7,\"map\":\"" + map + "\",\"width\":-17,\"height\":16}",
				"{\"id\":8,\"map\":\"" + map + "\",\"style\":{\"sample\":3}}"));
		JsonObject ready = answers.getFirst();
		assertTrue(ready.get("ready").getAsBoolean());
		assertEquals("encoder", ready.get("style").getAsString());
		assertEquals(16, ready.get("width").getAsInt());
		assertEquals(4, ready.getAsJsonArray("labels").size());
		assertEquals(1, ready.get("step").getAsInt());
		byte[] image = Base64.getDecoder().decode(answers.get(1).get("image").getAsString());
		assertEquals(16, ImageIO.read(new ByteArrayInputStream(image)).getWidth());
		assertTrue(answers.get(1).get("milliseconds").getAsDouble() > 0);
		List<String> errors = List.of("not a JSON object", "no \"map\"", "label 99 at column 0, row 0", "no \"id\"", "/none.png is no file", "from 0 to 1", "not a JSON object",
				"not a JSON object", "width -17 is less than 1");
		for (int i = 0; i < errors.size(); i++) {
			String error = answers.get(2 + i).get("error").getAsString();
			assertTrue(error.contains(errors.get(i)), error);
		}
		assertNotNull(answers.get(11).get("image"));
		assertEquals(12, answers.size());
	}

	@Test
	@DisplayName("lets a request give way to a newer one, and answers each exactly once before it ends")
	void latestWins() throws Exception {
		StringBuilder lines = new StringBuilder();
		int requests = 40;
		for (int id = 0; id < requests; id++) {
			lines.append("{\"id\":" + id + ",\"map\":\"" + map(16, 0) + "\"}\n");
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new Server(model(folder), "m", new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)), out, System.err).run();
		List<JsonObject> answers = out.toString(StandardCharsets.UTF_8).lines().skip(1).map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
		assertEquals(requests, answers.stream().map(answer -> answer.get("id").getAsInt()).distinct().count());
		assertEquals(requests, answers.size());
		JsonObject last = answers.stream().filter(answer -> answer.get("id").getAsInt() == requests - 1).findFirst().orElseThrow();
		assertTrue(last.has("image"), "the newest is answered");
		assertTrue(answers.stream().anyMatch(answer -> answer.has("dropped") && answer.get("dropped").getAsBoolean()), "some gave way");
		assertFalse(last.has("dropped"));
	}

	@Test
	@Tag("slow")
	@DisplayName("stays as large as it is, from request 200 to request 1,200")
	void flat() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-cp",
				System.getProperty("java.class.path"), ServerTest.class.getName(), folder.toString()).redirectErrorStream(true).start();
		List<Long> resident = new ArrayList<>();
		try (BufferedReader output = process.inputReader()) {
			output.lines().filter(line -> line.startsWith("resident ")).forEach(line -> resident.add(Long.parseLong(line.substring("resident ".length()))));
		}
		assertEquals(0, process.waitFor());
		long grown = (resident.get(1) - resident.get(0)) / MEGABYTE;
		assertTrue(grown < 20, "grown by " + grown + " MB");
	}

	/** Serves itself 1,200 requests, and says how much memory is resident after a while and at the end. */
	public static void main(String[] arguments) throws Exception {
		Conversation conversation = new Conversation(model(Path.of(arguments[0])));
		for (int i = 1; i <= 1200; i++) {
			conversation.ask("{\"id\":" + i + ",\"map\":\"" + map(16 + i % 7, 0) + "\",\"style\":{\"sample\":" + i + ",\"images\":[{\"png\":\"" + map(8 + i % 30, i % 4) + "\"}]}}");
			if (i == 200 || i == 1200) {
				System.out.println("resident " + Pointer.physicalBytes());
			}
		}
		conversation.end();
		System.exit(0);
	}

	/** One line there, one back. */
	private static final class Conversation {

		private final Writer requests;
		private final BufferedReader answers;
		private final Thread server;
		private final JsonObject ready;

		Conversation(Model model) throws IOException {
			PipedInputStream in = new PipedInputStream(1 << 16);
			PipedOutputStream out = new PipedOutputStream();
			requests = new OutputStreamWriter(new PipedOutputStream(in), StandardCharsets.UTF_8);
			answers = new BufferedReader(new InputStreamReader(new PipedInputStream(out, 1 << 16), StandardCharsets.UTF_8));
			server = new Thread(() -> {
				try (out) {
					new Server(model, "m", in, out, new PrintStream(System.err)).run();
				} catch (InterruptedException | IOException e) {
					throw new AssertionError(e);
				}
			});
			server.start();
			ready = JsonParser.parseString(answers.readLine()).getAsJsonObject();
		}

		JsonObject ask(String line) throws IOException {
			requests.write(line + "\n");
			requests.flush();
			return JsonParser.parseString(answers.readLine()).getAsJsonObject();
		}

		void end() throws Exception {
			requests.close();
			server.join();
		}
	}

	private static List<JsonObject> converse(Model model, List<String> lines) throws Exception {
		Conversation conversation = new Conversation(model);
		List<JsonObject> answers = new ArrayList<>(List.of(conversation.ready));
		for (String line : lines) {
			answers.add(conversation.ask(line));
		}
		conversation.end();
		return answers;
	}

	private static String map(int side, int label) throws IOException {
		BufferedImage map = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < side * side; i++) {
			map.getRaster().setSample(i % side, i / side, 0, label == 0 ? i % 4 : label);
		}
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(map, "png", png);
		return Base64.getEncoder().encodeToString(png.toByteArray());
	}

	private static Model model(Path folder) throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Dataset data = training.data();
		data.open(folder);
		Trainer trainer = new Trainer(training);
		trainer.step(List.<Sample>of(data.training(1, 0, 0), data.training(1, 0, 1)));
		Path file = Files.createDirectories(folder).resolve("checkpoint.npz");
		trainer.checkpoint().write(file);
		try (ModelWeights weights = ModelWeights.open(file)) {
			return Model.load(training, weights);
		}
	}
}
