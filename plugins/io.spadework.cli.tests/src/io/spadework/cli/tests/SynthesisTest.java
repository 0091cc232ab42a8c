package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedModel;
import io.spadework.runs.EngineHome;
import io.spadework.runs.synthesis.ServedModel;
import io.spadework.runs.synthesis.SynthesisAnswer;
import io.spadework.runs.synthesis.SynthesisProcess;
import io.spadework.runs.synthesis.SynthesisRequest;
import io.spadework.runs.synthesis.SynthesisRequest.Style;
import io.spadework.runs.synthesis.SynthesisRequest.StyleImage;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Makes images of a run's maps with the real engine, whose jars' folders the system property names. */
@EnabledIfSystemProperty(named = "spadework.engine", matches = ".+")
class SynthesisTest {

	private static final long PATIENCE_SECONDS = 120;

	@TempDir
	static Path folder;
	private static Path run;
	private static Path samples;
	private static Path maps;

	@BeforeAll
	static void train() throws Exception {
		Path study = folder.resolve("tiny.spade");
		assertEquals(0, spadework("new", "--template", "spade-vae", "--data", "landscapes", "--set", "crop=64", "ngf=2", "ndf=2", "nef=2", "hidden=4", "z=4", "encoder_size=64", "edges=false", "--out",
				study.toString()).code());
		run = folder.resolve("run");
		Program trained = spadework("train", study.toString(), "--out", run.toString(), "--steps", "2");
		assertEquals(0, trained.code(), trained.all());
		samples = run.resolve("samples");
		maps = Files.createDirectories(folder.resolve("maps"));
		for (int i = 0; i < 2; i++) {
			Files.copy(samples.resolve("sample-0" + i + "-map.png"), maps.resolve(i + ".png"));
		}
	}

	@Test
	void imagesAreThoseOfTheTrainingAndMapsThatCannotBeUsedHinderNoOthers() throws Exception {
		Path mixed = Files.createDirectories(folder.resolve("mixed"));
		Files.copy(maps.resolve("0.png"), mixed.resolve("0.png"));
		Files.writeString(mixed.resolve("broken.png"), "no picture");
		BufferedImage tooHigh = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
		tooHigh.getRaster().setSample(0, 0, 0, 300);
		ImageIO.write(tooHigh, "png", mixed.resolve("high.png").toFile());
		Path out = folder.resolve("images");
		Program made = spadework("synthesize", run.toString(), "--maps", mixed.toString(), "--style", samples.resolve("sample-00-real.png").toString(), "--out", out.toString(), "--executor", "graph",
				"--json");
		assertEquals(1, made.code(), made.all());
		JsonObject document = JsonParser.parseString(made.out()).getAsJsonObject();
		assertEquals(1, document.get("made").getAsInt());
		assertEquals(2, document.get("failed").getAsInt());
		assertTrue(made.err().contains("broken.png is neither PNG nor JPEG"), made.err());
		assertTrue(made.err().contains("high.png has label 300 at column 0, row 0; labels go from 0 to 9"), made.err());
		assertArrayEquals(Files.readAllBytes(samples.resolve("sample-00-step-000002.png")), Files.readAllBytes(out.resolve("0.png")), "what the training shows at the checkpoint");
		assertEquals(List.of("0.png"), names(out));

		assertRefused(1, "is where the label map", spadework("synthesize", run.toString(), "--maps", maps.toString(), "--out", maps.toString()));
		assertRefused(1, "there is no", spadework("synthesize", folder.resolve("none").toString(), "--maps", maps.toString(), "--out", out.toString()));
		assertRefused(2, "two to mix", spadework("synthesize", run.toString(), "--maps", maps.toString(), "--style", "a", "b", "c", "--out", out.toString()));
		assertRefused(1, "not of 63 x 64", spadework("synthesize", run.toString(), "--maps", maps.toString(), "--size", "63x64", "--out", out.toString()));
	}

	@Test
	void aProcessAnswersAProgramWithTheSameBytesAsTheCommandAndItsDeathIsTold() throws Exception {
		Path out = folder.resolve("styled");
		Path[] reals = { samples.resolve("sample-00-real.png"), samples.resolve("sample-01-real.png") };
		Program made = spadework("synthesize", run.resolve("checkpoints/latest.npz").toString(), "--maps", maps.toString(), "--style", reals[0].toString(), reals[1].toString(), "--style-mix", "0.3",
				"--sample", "5", "--out", out.toString(), "--batch", "2");
		assertEquals(0, made.code(), made.all());

		Heard heard = new Heard();
		Path work = Files.createDirectories(folder.resolve("work"));
		PreparedModel prepared = ModelPreparation.prepare(run, work, home().classPath());
		SynthesisProcess process = SynthesisProcess.start(EngineHome.process(home().command(prepared.classes(), prepared.mainClass(), prepared.arguments("serve"), 512)), heard);
		try {
			ServedModel model = (ServedModel) heard.next();
			assertEquals("run", model.name());
			assertEquals(ServedModel.StyleSource.ENCODER, model.style());
			assertEquals(64, model.width());
			assertEquals("sky", model.labels().get(0).name());
			assertNull(model.dontCare());
			Style style = new Style(List.of(new StyleImage.InFile(reals[0]), new StyleImage.InMemory(Files.readAllBytes(reals[1]))), 0.3, 5L);
			for (int i = 0; i < 2; i++) {
				long id = process.send(SynthesisRequest.of(Files.readAllBytes(maps.resolve(i + ".png")), style));
				SynthesisAnswer answer = (SynthesisAnswer) heard.next();
				assertEquals(id, answer.id());
				assertTrue(answer.latest());
				assertArrayEquals(Files.readAllBytes(out.resolve(i + ".png")), answer.image());
				assertTrue(answer.latency() >= answer.milliseconds(), answer.toString());
			}
			process.send(SynthesisRequest.of(new byte[] { 1 }, null));
			assertTrue(((SynthesisAnswer) heard.next()).error().contains("neither PNG nor JPEG"));

			byte[] map = Files.readAllBytes(maps.resolve("0.png"));
			for (int i = 0; i < 20; i++) {
				process.send(SynthesisRequest.of(map, style));
			}
			process.forget();
			long last = process.send(SynthesisRequest.of(map, null));
			SynthesisAnswer answer = (SynthesisAnswer) heard.next();
			assertEquals(last, answer.id(), "what was forgotten is not heard of");

			ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
			assertTrue(((String) heard.next()).contains("ended"), "its death is told");
			assertFalse(process.isAlive());
		} finally {
			process.close();
		}
	}

	@Test
	void anExportedModelStandsAloneAndADamagedOneIsRefused() throws Exception {
		Path zip = folder.resolve("tiny-model.zip");
		Program exported = spadework("export", run.toString(), "--model", zip.toString());
		assertEquals(0, exported.code(), exported.all());
		Heard heard = new Heard();
		Path work = Files.createDirectories(folder.resolve("work-alone"));
		PreparedModel prepared = ModelPreparation.prepare(zip, work, home().classPath());
		SynthesisProcess process = SynthesisProcess.start(EngineHome.process(home().command(prepared.classes(), prepared.mainClass(), prepared.arguments("serve"), 512)), heard);
		try {
			assertEquals("tiny-model", ((ServedModel) heard.next()).name());
			long pid = process.pid();
			process.close();
			assertTrue(ProcessHandle.of(pid).map(ProcessHandle::onExit).map(end -> {
				try {
					return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS) != null;
				} catch (Exception e) {
					return false;
				}
			}).orElse(true), "closing ends the process");
			assertTrue(heard.isSilent(), "and nobody hears of that");
		} finally {
			process.close();
		}

		byte[] bytes = Files.readAllBytes(zip);
		Path cut = folder.resolve("cut.zip");
		Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
		assertRefused(1, "cut.zip is no zip, or a damaged one", spadework("synthesize", cut.toString(), "--maps", maps.toString(), "--out", folder.resolve("o").toString()));
		Path other = Files.createDirectories(folder.resolve("other"));
		Files.copy(run.resolve("study.spade"), other.resolve("study.spade"));
		Files.writeString(other.resolve("weights.npz"), "PK no weights");
		assertRefused(1, "weights.npz", spadework("synthesize", other.toString(), "--maps", maps.toString(), "--out", folder.resolve("o").toString()));
	}

	/** What a process tells, in order. */
	private static final class Heard implements SynthesisProcess.Listener {

		private final BlockingQueue<Object> said = new LinkedBlockingQueue<>();

		Object next() throws InterruptedException {
			Object next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			assertTrue(next != null, "nothing was heard");
			return next;
		}

		boolean isSilent() {
			return said.isEmpty();
		}

		@Override
		public void ready(ServedModel model) {
			said.add(model);
		}

		@Override
		public void answered(SynthesisAnswer answer) {
			said.add(answer);
		}

		@Override
		public void died(String reason) {
			said.add(reason);
		}
	}

	private static EngineHome home() {
		return EngineHome.at(Stream.of(System.getProperty("spadework.engine").split(File.pathSeparator)).map(Path::of).toArray(Path[]::new));
	}

	private static List<String> names(Path folder) throws Exception {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static void assertRefused(int code, String part, Program program) {
		assertEquals(code, program.code(), program.all());
		assertTrue(program.err().contains(part), program.all());
		assertFalse(program.err().contains("\tat "), program.err());
	}
}
