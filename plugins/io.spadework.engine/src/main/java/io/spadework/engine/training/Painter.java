package io.spadework.engine.training;

import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.GraphInput;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes images: the generator with all that it is fed with. */
final class Painter {

	/** Where the gradient for the encoder leaves the generator. */
	static final String STYLE_TAP = "style code/gradient";

	private final Player generator;
	private final List<GraphInput> inputs;
	private final StyleCode styleCode;
	private final Encoding encoding;

	/**
	 * For a generator with these inputs.
	 *
	 * @param styleCode numbers drawn for style codes; null where the generator has none
	 * @param encoding  the encoder that makes style codes of them; null where they are style codes themselves
	 */
	Painter(Player generator, GeneratorGraph graph, StyleCode styleCode, Encoding encoding) {
		this.generator = generator;
		inputs = graph.inputs();
		this.styleCode = styleCode;
		this.encoding = encoding;
	}

	Player generator() {
		return generator;
	}

	/** The encoder's work, null where chance gives the style codes. */
	Encoding encoding() {
		return encoding;
	}

	/** The numbers drawn for the last painting's style codes, null where the generator has none. */
	INDArray noise() {
		return styleCode == null ? null : styleCode.codes();
	}

	/** Images of a batch in a training pass, with style codes drawn anew: running statistics and singular vectors move on. */
	INDArray paint(Batch batch) {
		INDArray style = null;
		if (styleCode != null) {
			styleCode.draw();
			style = encoding == null ? styleCode.codes() : encoding.draw(batch.image(), styleCode.codes());
		}
		generator.network().advance();
		return generator.network().forward(true, fed(batch, style)).getFirst();
	}

	/** Images to show or to measure: style codes are those of the samples' places, from this one on, or what an encoder finds in the samples' own images. Changes nothing that is trained. */
	INDArray show(Batch batch, int place) {
		INDArray style = null;
		if (encoding != null) {
			style = encoding.mean(batch.image());
		} else if (styleCode != null) {
			styleCode.show(place);
			style = styleCode.codes();
		}
		INDArray[] fed = fed(batch, style);
		return generator.show(() -> generator.network().forward(false, fed).getFirst());
	}

	private INDArray[] fed(Batch batch, INDArray style) {
		Map<GraphInput, INDArray> fed = new EnumMap<>(GraphInput.class);
		fed.put(GraphInput.LABEL_MAP, batch.labelMap());
		fed.put(GraphInput.EDGE_MAP, batch.edgeMap());
		if (style != null) {
			fed.put(GraphInput.STYLE_CODE, style);
		}
		return GraphInput.arrays(inputs, fed);
	}

	/** What the protocol of a measured number says about how images are made. */
	Map<String, String> protocol() {
		return encoding == null ? Map.of() : Map.of("style code", "mean of what the encoder finds in the sample's own real image");
	}

	/** How far the numbers for style codes are, by name: live arrays. */
	Map<String, INDArray> arrays() {
		return styleCode == null ? Map.of() : styleCode.arrays();
	}

	/** Takes over what {@link #arrays()} once gave; throws IllegalArgumentException naming what is missing. */
	void restore(Map<String, INDArray> arrays) {
		if (styleCode != null) {
			styleCode.restore(arrays);
		}
	}
}
