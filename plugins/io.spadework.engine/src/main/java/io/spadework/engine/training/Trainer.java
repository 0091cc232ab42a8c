package io.spadework.engine.training;

import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.Network;
import io.spadework.engine.weights.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A training, step by step and from phase to phase. All values follow from seed and data alone. */
public final class Trainer {

	private static final int STEPS_BETWEEN_COLLECTIONS = 100;

	private final Training training;
	private final Path studyFolder;
	private final Plan plan;
	private Span span;
	private Course course;
	private int steps;

	/** For a training whose data are open and whose files lie relative to the working directory. */
	public Trainer(Training training) throws IOException {
		this(training, Path.of(""));
	}

	/**
	 * For a training whose data are open. Throws IllegalArgumentException where networks and data don't fit together.
	 *
	 * @param studyFolder folder that a feature network's weights lie relative to
	 * @throws IOException where those can't be read
	 */
	public Trainer(Training training, Path studyFolder) throws IOException {
		training.check();
		this.training = training;
		this.studyFolder = studyFolder;
		plan = new Plan(training);
		begin(plan.at(0));
	}

	private void begin(Span with) throws IOException {
		span = with;
		if (training.segmenter() != null) {
			course = new Segmentation(training, span.data());
		} else if (course == null) {
			course = new Synthesis(training, span.phase(), studyFolder);
		} else {
			course = synthesis().anew(span.phase()); // the frozen network that looks on is the same, and its weights may be a long read
		}
	}

	/** Steps made so far. */
	public int steps() {
		return steps;
	}

	/** Which phase each step belongs to. */
	public Plan plan() {
		return plan;
	}

	/** The phase that is under way. */
	public Span span() {
		return span;
	}

	/** Its networks at work. */
	public Course course() {
		return course;
	}

	/** Parameters that are learned, of all networks. */
	public long parameters() {
		return course.parameters();
	}

	/** The network that makes images; throws ClassCastException in a segmenter's training. */
	public Network generator() {
		return synthesis().generator();
	}

	/** The network that judges them, or null; throws ClassCastException in a segmenter's training. */
	public Network discriminator() {
		return synthesis().discriminator();
	}

	private Synthesis synthesis() {
		return (Synthesis) course;
	}

	/** Images for the samples' label maps: see {@link Synthesis#generate}; throws ClassCastException in a segmenter's training. */
	public List<float[]> generate(List<Sample> samples) {
		return synthesis().generate(samples, 0);
	}

	/**
	 * Goes over to the next phase if the one under way is at its end and the training is not; returns whether it did. The networks are then others.
	 */
	public boolean proceed() {
		Span next = plan.at(steps);
		if (next == span) {
			return false;
		}
		span = next;
		course = new Synthesis(training, span.phase(), synthesis());
		return true;
	}

	/**
	 * Makes one step, of the next phase if it is due; returns the values of its series by name. Throws DivergenceException, with the weights as they were, when a loss or
	 * gradient is no number.
	 */
	public Map<String, Double> step(List<Sample> samples) {
		proceed();
		Map<String, Double> values = course.step(samples, steps, span.factor(steps));
		steps++;
		if (steps % STEPS_BETWEEN_COLLECTIONS == 0) {
			System.gc(); // operations leave small native arrays behind, and the collector, seeing only their Java side, would let them pile up
		}
		return values;
	}

	/** Looks at the networks' blocks in the next step, of the next phase if it is due; returns a watch for each by the network's name, filled in the course of it. */
	public Map<String, BlockWatch> watch() {
		proceed();
		return course.watch();
	}

	/** What a training goes on from; its arrays are the live ones, so write it before the next step. */
	public Checkpoint checkpoint() {
		return new Checkpoint(training.experiment(), training.seed(), span.data().size(), training.batch(), steps, span.phase().name(), course.updates(), course.arrays());
	}

	/** Goes on from a checkpoint; throws IllegalArgumentException where it belongs to another experiment. */
	public void resume(Checkpoint checkpoint) throws IOException {
		Span then = spanOf(checkpoint);
		same("seed", training.seed(), checkpoint.seed());
		same("number of training samples", then.data().size(), checkpoint.dataSize());
		same("batch size", training.batch(), checkpoint.batch());
		if (then != span) {
			begin(then);
		}
		course.restore(checkpoint.arrays(), checkpoint.updates());
		steps = checkpoint.step();
	}

	private Span spanOf(Checkpoint checkpoint) {
		List<String> names = plan.spans().stream().map(candidate -> candidate.phase().name()).toList();
		int index = names.indexOf(checkpoint.phase());
		if (index < 0) {
			throw new IllegalArgumentException("The checkpoint is of " + (checkpoint.phase().isEmpty() ? "a training without phases" : "a phase \"" + checkpoint.phase() + "\"")
					+ ", this training has " + (training.hasPhases() ? "the phases " + String.join(", ", names) : "no phases") + ": it could not continue the same curve.");
		}
		Span then = plan.spans().get(index);
		if (training.hasPhases() && (checkpoint.step() < then.first() || checkpoint.step() > then.end())) {
			throw new IllegalArgumentException("The checkpoint was made at step " + checkpoint.step() + " in the phase \"" + checkpoint.phase() + "\", which goes from step "
					+ (then.first() + 1) + " to " + then.end() + " in this training: it could not continue the same curve.");
		}
		return then;
	}

	private static void same(String what, long here, long there) {
		if (here != there) {
			throw new IllegalArgumentException("The checkpoint was made with " + what + " " + there + ", this training has " + here
					+ ": it could not continue the same curve.");
		}
	}
}
