package io.spadework.engine.networks;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the random numbers of a vertex or an input come from: those of a training pass follow from the seed and the number of training passes before it, so that this number is all a
 * checkpoint needs.
 */
public final class RandomStream {

	private static final String PASSES = "passes";
	private static final long ODD_GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

	private long seed;
	private Random source;
	private INDArray passes;

	/** A stream of its own for each seed of a training and name. */
	public static RandomStream named(long seed, String name) {
		RandomStream stream = new RandomStream();
		stream.seed(Initialisation.random(seed, name).nextLong());
		return stream;
	}

	void seed(long number) {
		seed = number;
	}

	/** The source of a training pass's numbers, the next time others. */
	public Random next() {
		INDArray made = passes();
		made.addi(1);
		return at((long) made.getDouble(0));
	}

	/** The source of an evaluation's numbers, always the same: looking at images doesn't change the training. */
	Random resting() {
		return at(0);
	}

	private Random at(long pass) {
		if (source == null) {
			source = Nd4j.getRandomFactory().getNewRandomInstance(seed);
		}
		source.setSeed(mixed(seed + pass * ODD_GOLDEN_RATIO));
		return source;
	}

	/** Spreads neighbouring numbers over all (SplitMix64, Steele, Lea and Flood 2014). */
	private static long mixed(long number) {
		long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
		return mixed ^ mixed >>> 31;
	}

	private INDArray passes() {
		if (passes == null) {
			passes = Nd4j.zeros(DataType.DOUBLE, 1);
		}
		return passes;
	}

	/** How far the stream is, by name: live arrays. */
	public Map<String, INDArray> state() {
		return Map.of(PASSES, passes());
	}

	/** Goes on where {@link #state()} once was. */
	public void restore(Map<String, INDArray> state) {
		passes().assign(state.get(PASSES));
	}
}
