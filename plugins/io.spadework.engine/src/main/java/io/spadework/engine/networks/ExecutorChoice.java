package io.spadework.engine.networks;

import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What runs the networks that are built from now on: one choice per engine process. */
public enum ExecutorChoice {

	/** DL4J's own way: every part keeps arrays of its own. */
	GRAPH {
		@Override
		Executor executor(ComputationGraph graph) {
			return new GraphExecutor(graph);
		}
	},

	/** Ours: a plan of steps, made once per shape of the inputs, over memory that values share. */
	PLAN {
		@Override
		Executor executor(ComputationGraph graph) {
			return new PlanExecutor(graph);
		}
	};

	private static ExecutorChoice current = PLAN;

	/** Runs a graph whose parameters are in place. */
	abstract Executor executor(ComputationGraph graph);

	/** The chosen one; the graph where none has been chosen. */
	public static synchronized ExecutorChoice current() {
		return current;
	}

	/** Chooses by name: {@code graph} or {@code plan}; throws IllegalArgumentException for any other. */
	public static synchronized void choose(String name) {
		try {
			current = valueOf(name.toUpperCase(Locale.ROOT));
		} catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("Unknown executor '" + name + "': graph or plan.", e);
		}
	}

	/** Name in run files and on the command line. */
	public String title() {
		return name().toLowerCase(Locale.ROOT);
	}
}
