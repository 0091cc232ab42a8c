package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Resizes a feature map bilinearly, by a factor, to a size or to that of another one: each value is a weighted mean of the four next to its place.
 * <p>
 * Row i of n lies at (i + 0.5) in / n - 0.5 of the input or, aligned, at i (in - 1) / (n - 1), so that corners stay corners; columns likewise. Shrinking takes no
 * wider means.
 */
public final class ResizeBilinear extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final MapSize size;
	@JsonProperty
	private final boolean aligned;

	@JsonCreator
	private ResizeBilinear(@JsonProperty("size") MapSize size, @JsonProperty("aligned") boolean aligned) {
		super(size.inputs());
		this.size = size;
		this.aligned = aligned;
	}

	/** Makes height and width so many times as large. */
	public ResizeBilinear(int factor, boolean aligned) {
		this(MapSize.larger(factor), aligned);
	}

	/** Makes feature maps of this size. */
	public ResizeBilinear(int height, int width, boolean aligned) {
		this(MapSize.fixed("Resizing", height, width), aligned);
	}

	/** Makes height and width so many times as small, rounded down. */
	public static ResizeBilinear smaller(int factor, boolean aligned) {
		return new ResizeBilinear(MapSize.smaller(factor), aligned);
	}

	/** Makes feature maps of the size of a second input, to which no gradient flows. */
	public static ResizeBilinear like(boolean aligned) {
		return new ResizeBilinear(MapSize.like(), aligned);
	}

	/** Makes feature maps of the size of a second input divided by a factor, rounded down; to that one no gradient flows. */
	public static ResizeBilinear share(int factor, boolean aligned) {
		return new ResizeBilinear(MapSize.share(factor), aligned);
	}

	@Override
	public Operation operation(DataType type) {
		return new Interpolating(size, aligned ? Interpolation.BILINEAR_ALIGNED : Interpolation.BILINEAR, type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(size, aligned);
	}
}
