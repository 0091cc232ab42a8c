package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.metrics.ImageResizing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateFolderTest {

	@TempDir
	Path folder;

	/** Ends with this code and says this; returns all that was said. */
	private String run(int code, String part, String... arguments) {
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
		assertEquals(code, EvaluateFolder.run(stream, stream, arguments), said::toString);
		assertTrue(said.toString(StandardCharsets.UTF_8).contains(part), said::toString);
		return said.toString(StandardCharsets.UTF_8);
	}

	@Test
	void whatCannotBeMeasuredIsRefusedWithTheReason() throws IOException {
		String empty = Files.createDirectories(folder.resolve("empty")).toString();
		run(2, "There is no metric \"ssim\"; there are fid, frechet", "--subject", empty, "--metrics", "ssim");
		run(2, "pt_inception-2015-12-05-6726825d.pth", "--subject", empty, "--metrics", "fid", "--reference", empty);
		run(2, "--reference", "--subject", empty, "--metrics", "frechet");
		run(2, "label maps", "--subject", empty, "--metrics", "miou", "--reference", empty);
		run(1, "holds no images", "--subject", empty, "--metrics", "frechet", "--reference", empty);
		run(2, "pytorch, clean and tensorflow", "--subject", empty, "--resizing", "lanczos");
		run(2, "--subject is missing");
	}

	@Test
	void statisticsAreEnoughForADistanceAndForNothingElse() throws IOException {
		Path images = paint();
		Path statistics = folder.resolve("statistics.npz");
		assertEquals("[]", run(0, "", "--subject", images.toString(), "--save-statistics", statistics.toString()).strip());
		JsonArray same = JsonParser.parseString(run(0, "frechet_distance[landscape-features]", "--subject", images.toString(), "--metrics", "frechet", "--reference", statistics.toString()))
				.getAsJsonArray();
		assertEquals(0, same.get(0).getAsJsonObject().get("value").getAsDouble(), 1e-5);
		run(1, "need its images", "--subject", images.toString(), "--metrics", "kid", "--reference", statistics.toString());
		run(1, "at least 4 images", "--subject", images.toString(), "--metrics", "precision", "--reference", images.toString());
	}

	@Test
	void aSingleImageIsTooFewAndADamagedOneIsNamed() throws IOException {
		Path images = paint();
		Path single = Files.createDirectories(folder.resolve("single"));
		Files.copy(images.resolve("0.png"), single.resolve("0.png"));
		run(1, "at least 2 images on each side; there is 1", "--subject", single.toString(), "--metrics", "frechet", "--reference", images.toString());
		Files.write(images.resolve("1.png"), new byte[] { 1, 2, 3 });
		run(1, images.resolve("1.png").toString(), "--subject", images.toString(), "--metrics", "frechet", "--reference", single.toString());
	}

	private Path paint() throws IOException {
		Path images = Files.createDirectories(folder.resolve("images"));
		Random random = new Random(1);
		for (int i = 0; i < 3; i++) {
			BufferedImage image = new BufferedImage(16 + i, 16, BufferedImage.TYPE_INT_RGB);
			image.setRGB(random.nextInt(16), random.nextInt(16), random.nextInt(1 << 24));
			ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
		}
		return images;
	}

	@Test
	void bilinearResizingIsPyTorchsOrTensorFlows() {
		// one row of 0, 1, 2, 3 twice over; values by hand: pixel centres at (x + 0.5) * 2 / 3 - 0.5, or corners at x * 2 / 3
		float[] planes = new float[3 * 4];
		for (int i = 0; i < planes.length; i++) {
			planes[i] = i % 4;
		}
		float[] centres = ImageResizing.PYTORCH.resize(planes, 1, 4, 1, 6);
		float[] corners = ImageResizing.TENSORFLOW.resize(planes, 1, 4, 1, 6);
		for (int x = 0; x < 6; x++) {
			assertEquals(Math.clamp((x + 0.5) * 2 / 3 - 0.5, 0, 3), centres[x], 1e-6);
			assertEquals(Math.min(x * 2 / 3.0, 3), corners[x], 1e-6);
		}
	}

	@Test
	void anImageIsRoundedAsForAFile() {
		PlanarImage image = PlanarImage.of("three pixels", 1, 1, new float[] { -1.5f, 0.001f, 2 });
		assertEquals(0, image.planes()[0]);
		assertEquals(128, image.planes()[1] & 0xff);
		assertEquals(255, image.planes()[2] & 0xff);
		assertEquals(128 / 127.5f - 1, image.values()[1], 1e-7);
	}
}
