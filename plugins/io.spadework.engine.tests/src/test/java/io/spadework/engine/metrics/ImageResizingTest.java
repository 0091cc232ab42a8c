package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageResizingTest {

	/** Half of a 255th of a grey level: the fixture's single precision is of levels, ours of [-1, 1]. */
	private static final double TOLERANCE = 0.002;

	@ParameterizedTest
	@EnumSource(names = { "CLEAN", "PYTORCH" })
	void givesThePixelsOfPillowAndPyTorch(ImageResizing resizing) throws IOException {
		for (JsonElement element : cases()) {
			JsonObject one = element.getAsJsonObject();
			int height = one.getAsJsonArray("from").get(0).getAsInt();
			int width = one.getAsJsonArray("from").get(1).getAsInt();
			float[] image = new float[3 * height * width];
			for (int i = 0; i < image.length; i++) {
				image[i] = (float) (Math.floor(MadeUpFeatures.uniform(one.get("seed").getAsLong(), i) * 256) / 127.5 - 1);
			}
			float[] resized = resizing.resize(image, height, width, one.getAsJsonArray("to").get(0).getAsInt(), one.getAsJsonArray("to").get(1).getAsInt());
			JsonArray expected = one.getAsJsonArray(resizing.name().toLowerCase(Locale.ROOT));
			assertEquals(expected.size(), resized.length);
			for (int i = 0; i < resized.length; i++) {
				assertEquals(expected.get(i).getAsDouble(), (resized[i] + 1) * 127.5, TOLERANCE, one.get("seed") + ", value " + i);
			}
		}
	}

	private static JsonArray cases() throws IOException {
		try (InputStreamReader reader = new InputStreamReader(ImageResizingTest.class.getResourceAsStream("/fixtures/resizing.json"), StandardCharsets.UTF_8)) {
			return JsonParser.parseReader(reader).getAsJsonArray();
		}
	}
}
