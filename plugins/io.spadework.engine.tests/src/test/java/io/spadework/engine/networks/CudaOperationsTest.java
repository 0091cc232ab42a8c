package io.spadework.engine.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.kernels.CudaTest;
import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.study.CoarseToFineStudy;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.Eyes;
import io.spadework.engine.study.LikenessStudy;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.SegmentedStudy;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is computed with portable kernels asks for operations that CUDA's backend defines, whether they are called by name or behind a method of an array. */
@DisplayName("CUDA's backend has every operation that is asked for")
class CudaOperationsTest {

	@BeforeEach
	void portable() {
		KernelChoice.choose("portable");
	}

	@AfterEach
	void chooseAgain() {
		KernelChoice.choose("auto");
		ExecutorChoice.choose("plan");
	}

	@Test
	@DisplayName("by a node of every kind, in training and evaluation, by both executors")
	void nodes() throws Exception {
		assertAllDefined(() -> {
			for (String executor : List.of("graph", "plan")) {
				ExecutorChoice.choose(executor);
				for (Specimen specimen : Specimen.all()) {
					Network network = specimen.network(DataType.FLOAT);
					for (boolean training : new boolean[] { true, false }) {
						network.advance();
						INDArray output = network.forward(training, specimen.values(DataType.FLOAT)).getFirst();
						network.backward(List.of(Fixture.fill(DataType.FLOAT, "gradient", 1, output.shape())));
						network.settle();
					}
				}
			}
		});
	}

	@Test
	@DisplayName("by steps of trainings of every kind, with their losses and optimisers, and by the images that they show")
	void trainings() throws Exception {
		assertAllDefined(() -> {
			for (Training training : List.of(PatternStudy.experiment(DataType.FLOAT, 6).averaging(0.9), EncodedStudy.experiment(DataType.FLOAT), CoarseToFineStudy.experiment(), LikenessStudy.experiment(DataType.FLOAT),
					SegmentedStudy.experiment())) {
				Dataset data = training.phases().getFirst().data();
				data.open(Path.of(""));
				Trainer trainer = new Trainer(training, Eyes.folder());
				for (int step = 0; step < 2; step++) {
					List<Sample> samples = new ArrayList<>();
					for (int i = 0; i < training.batch(); i++) {
						samples.add(data.training(1, 0, i));
					}
					trainer.step(samples);
				}
				trainer.course().show(List.of(data.heldOut(0)));
			}
		});
	}

	/** Something that computes. */
	private interface Work {

		void run() throws Exception;
	}

	private static void assertAllDefined(Work work) throws Exception {
		Set<String> called;
		try (RecordedOperations recorded = new RecordedOperations()) {
			work.run();
			called = recorded.names();
		}
		assertTrue(called.contains("add") && called.contains("LegacyScalarOp"), "methods of arrays are seen, too: " + called);
		Set<String> missing = new TreeSet<>(called);
		missing.removeAll(CudaTest.defined());
		assertEquals(Set.of(), missing, called::toString);
	}
}
