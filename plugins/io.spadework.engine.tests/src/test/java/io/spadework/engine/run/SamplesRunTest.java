package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.PictureSource;
import io.spadework.engine.data.Preparation;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SynthesisInputs;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.training.Training;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("Samples as files")
class SamplesRunTest {

	@TempDir
	private Path folder;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();
	private Landscapes data;
	private Training training;

	@BeforeEach
	void experiment() throws Exception {
		data = new Landscapes(1, 8, 5, true, Preparation.resizeAndCrop(32, 32, 1, false));
		training = PatternStudy.experiment(DataType.FLOAT, data);
	}

	private int samples(String... arguments) {
		return new SamplesRun(training, new PrintStream(out, true), new PrintStream(err, true)).run(arguments);
	}

	@Test
	@DisplayName("hold the very labels and images of the data set")
	void exact() throws Exception {
		assertEquals(0, samples(folder.toString(), "3", "10", folder.resolve("out").toString()), err.toString());
		JsonObject document = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
		assertEquals(5, document.get("heldOut").getAsInt());
		assertEquals(2, document.getAsJsonArray("samples").size(), "there are no more");
		SynthesisInputs inputs = new SynthesisInputs(data);
		for (int i = 3; i < 5; i++) {
			Sample sample = data.heldOut(i);
			Path map = folder.resolve(String.format("out/maps/%04d.png", i));
			assertArrayEquals(sample.labels(), inputs.labelMap(new PictureSource.InFile(map), null, 32, 32).labels());
			Path image = folder.resolve(String.format("out/images/%04d.png", i));
			assertArrayEquals(sample.image(), inputs.image(new PictureSource.InFile(image), 32, 32), 1e-6f);
		}
	}

	@Test
	@DisplayName("that there are not are refused in a sentence")
	void refused() {
		assertEquals(1, samples(folder.toString(), "5", "1", folder.toString()));
		assertTrue(err.toString().contains("There is no sample 5"), err.toString());
		assertEquals(2, samples(folder.toString(), "x", "1", folder.toString()));
		assertEquals(2, samples());
	}
}
