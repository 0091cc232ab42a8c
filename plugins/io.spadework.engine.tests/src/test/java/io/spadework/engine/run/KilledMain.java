package io.spadework.engine.run;

import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.training.Training;
import org.nd4j.linalg.api.buffer.DataType;

/** A tiny training in a process that can be killed. */
public final class KilledMain {

	private KilledMain() {
	}

	/** What is trained: 12 steps. */
	static Training training() {
		return PatternStudy.experiment(DataType.FLOAT, 6).checkpointEvery(2).keepCheckpoints(2).bestCheckpoint("loss/G/total").blocksEvery(3);
	}

	public static void main(String[] arguments) {
		System.exit(new EngineProcess(training()).run(arguments));
	}
}
