package io.spadework.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of the label in each layer of a generator that is fed with label maps of a single class each; stored in {@code evaluations/probe-<step>.json}.
 *
 * @param step of the generator's weights
 * @param layers in the order in which they are computed
 * @param largestDifference of a value between two classes' images, 0 to 2
 * @param colourAccuracy share of the images' pixels that have the colour of their class; NaN where that is not known
 */
public record Probe(int step, List<Layer> layers, double largestDifference, double colourAccuracy) {

	/**
	 * One layer.
	 *
	 * @param difference of the classes' activations, over their size: 0 to 1
	 * @param probeAccuracy share of the pixels whose class a linear probe tells
	 */
	public record Layer(String name, int channels, int height, int width, double difference, double probeAccuracy) {
	}

	public Probe {
		layers = List.copyOf(layers);
	}

	/** Throws RuntimeException for another document than an engine writes. */
	public static Probe of(JsonObject json) {
		List<Layer> layers = new ArrayList<>();
		for (JsonElement element : json.getAsJsonArray("layers")) {
			JsonObject layer = element.getAsJsonObject();
			layers.add(new Layer(layer.get("name").getAsString(), layer.get("channels").getAsInt(), layer.get("height").getAsInt(), layer.get("width").getAsInt(),
					layer.get("difference").getAsDouble(), layer.get("probeAccuracy").getAsDouble()));
		}
		JsonObject output = json.getAsJsonObject("output");
		JsonElement colours = output.get("colourAccuracy");
		return new Probe(json.get("step").getAsInt(), layers, output.get("largestDifference").getAsDouble(), colours == null || colours.isJsonNull() ? Double.NaN : colours.getAsDouble());
	}
}
