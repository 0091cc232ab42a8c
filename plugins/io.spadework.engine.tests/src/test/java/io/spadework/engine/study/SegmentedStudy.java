package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.losses.CrossEntropy;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.SegmenterGraph;
import io.spadework.engine.training.Adam;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** A very small segmenter of 8 x 8 images in which colour tells the label; the first row is don't-care. */
public final class SegmentedStudy {

	private static final int SIZE = 8;
	private static final int LABELS = 3;
	private static final int[] COLOURS = { 0xff0000, 0x00ff00, 0x0000ff, 0x808080 };

	private SegmentedStudy() {
	}

	/** The experiment: 60 epochs of three steps. */
	public static Training experiment() {
		return Training.named("Segmenter", "Colours").segmenter(segmenter(LABELS)).crossEntropy(new CrossEntropy(1)).data(new Colours())
				.generatorUpdater(new Adam(0.01, 0.9, 0.999)).schedule(Schedule.epochs(60, 0)).initialisation(Initialisation.xavier(1)).batch(2).seed(7);
	}

	/** A segmenter with a score for so many labels. */
	public static SegmenterGraph segmenter(int labels) {
		GraphBuilder graph = Graphs.builder().addInputs("image").setInputTypes(InputType.convolutional(SIZE, SIZE, 3));
		graph.addLayer("conv", new Convolution.Builder().filters(6).kernel(3).padding(1).build(), "image");
		graph.addVertex("relu", Activate.relu(), "conv");
		graph.addLayer("scores", new Convolution.Builder().filters(labels).kernel(1).build(), "relu");
		graph.setOutputs("scores");
		return new SegmenterGraph(graph.build(), "image", "scores");
	}

	private static final class Colours implements Dataset {

		@Override
		public void open(Path studyFolder) {
			// nothing lies on disk
		}

		@Override
		public int height() {
			return SIZE;
		}

		@Override
		public int width() {
			return SIZE;
		}

		@Override
		public int labels() {
			return LABELS + 1;
		}

		@Override
		public int dontCare() {
			return LABELS;
		}

		@Override
		public boolean edges() {
			return false;
		}

		@Override
		public int size() {
			return 6;
		}

		@Override
		public int heldOut() {
			return 3;
		}

		@Override
		public Sample training(long seed, int epoch, int position) {
			return sample(position);
		}

		@Override
		public Sample heldOut(int index) {
			return sample(100 + index);
		}

		private static Sample sample(int index) {
			int pixels = SIZE * SIZE;
			short[] labels = new short[pixels];
			float[] image = new float[3 * pixels];
			for (int p = 0; p < pixels; p++) {
				int colour = (index + p / SIZE / 2 + p % SIZE / 3) % LABELS;
				labels[p] = (short) (p < SIZE ? LABELS : colour);
				for (int c = 0; c < 3; c++) {
					image[c * pixels + p] = (c == colour ? 0.8f : -0.6f) + 0.2f * (float) Math.sin(index + 3 * p + c);
				}
			}
			return new Sample("colours " + index, SIZE, SIZE, labels, null, image);
		}

		@Override
		public List<String> labelNames() {
			return List.of("red", "green", "blue", "don't care");
		}

		@Override
		public int[] labelColours() {
			return COLOURS.clone();
		}
	}
}
