package io.spadework.codegen;

import io.spadework.model.Shapes;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The phases of a training from coarse to fine. */
final class PhaseSource {

	private final Project project;
	private final ParameterFields fields;
	private final SourceFile body;
	private final List<Phase> phases;

	PhaseSource(Project project, ParameterFields fields, SourceFile body) {
		this.project = project;
		this.fields = fields;
		this.body = body;
		this.phases = project.experiment.getPlan().getPhases();
	}

	/** Whether the plan has phases. */
	boolean any() {
		return !phases.isEmpty();
	}

	/** Whether some phase sees the data at a smaller size. */
	boolean dataAtSizes() throws GenerationException {
		for (Phase phase : phases) {
			if (project.reduction(phase) > 1) {
				return true;
			}
		}
		return false;
	}

	/** Writes the method that gives the phases; nothing where there are none. */
	void write() throws GenerationException {
		if (phases.isEmpty()) {
			return;
		}
		String type = body.use("io.spadework.engine.training.Phase");
		Set<String> names = new HashSet<>();
		body.gap().line("/** The parts of the training, one after another. */");
		body.open("protected " + body.use("java.util.List") + "<" + type + "> phases()");
		body.line("return List.of(");
		for (int i = 0; i < phases.size(); i++) {
			List<String> calls = calls(i, type, unique(phases.get(i), names));
			for (int j = 0; j < calls.size(); j++) {
				String end = j + 1 < calls.size() ? "" : i + 1 < phases.size() ? "," : ");";
				body.line((j == 0 ? "\t\t" : "\t\t\t\t") + calls.get(j) + end);
			}
		}
		body.close();
	}

	/** A phase's name; long ones may be the same as far as they are written. */
	private static String unique(Phase phase, Set<String> taken) {
		String name = JavaText.clip(String.valueOf(phase.getName()));
		String unique = name;
		for (int n = 2; !taken.add(unique); n++) {
			unique = name + " " + n;
		}
		return unique;
	}

	private List<String> calls(int index, String type, String name) throws GenerationException {
		Phase phase = phases.get(index);
		Generator generator = phase.getGenerator();
		int reduction = project.reduction(phase);
		Shapes shapes = NetworkSource.inferred(project, generator, reduction);
		String size = "define(" + shapes.frame().height() + ", " + shapes.frame().width() + ")";
		List<String> calls = new ArrayList<>(List.of(type + ".named(" + JavaText.literal(name) + ")"));
		// what a phase does not state is the experiment's own
		if (generator != project.experiment.getGenerator() || reduction != 1) {
			calls.add(".generator(new " + project.className(generator) + "()." + size + ")");
		}
		if (reduction != 1) {
			if (project.experiment.getDiscriminator() != null) {
				calls.add(".discriminator(new " + project.className(project.experiment.getDiscriminator()) + "()." + size + ")");
			}
			calls.add(".data(data(" + fields.integer(phase.getReduction(), phase, "reduction") + "))");
		}
		calls.add(".schedule(" + body.use("io.spadework.engine.training.Schedule") + ".epochs(" + fields.integer(phase.getEpochs(), phase, "epochs") + ", "
				+ fields.integer(phase.getDecayEpochs(), phase, "decayEpochs") + "))");
		if (!phase.getFrozen().isEmpty()) {
			List<String> frozen = new ArrayList<>();
			for (Stage stage : phase.getFrozen()) {
				frozen.add(JavaText.literal(required(path(shapes, stage, null), phase, Elements.describe(stage))));
			}
			calls.add(".frozen(" + String.join(", ", frozen) + ")");
		}
		Generator before = index == 0 ? generator : phases.get(index - 1).getGenerator();
		if (before != generator) {
			calls.add(".within(" + JavaText.literal(required(path(shapes, null, before), phase, Elements.describe(before))) + ")");
		}
		return calls;
	}

	private static String required(String path, Phase phase, String what) throws GenerationException {
		if (path == null) {
			throw new GenerationException(Elements.describe(phase) + ": " + what + " is no stage of " + Elements.describe(phase.getGenerator()));
		}
		return path;
	}

	/** What precedes the names of the vertices of a stage, given itself or by its generator; null where there is none. */
	private static String path(Shapes shapes, Stage wanted, Generator generator) {
		VertexNames names = new VertexNames(shapes.graph());
		for (Node node : shapes.order()) {
			if (node instanceof Stage stage) {
				String name = names.of(stage);
				if (stage == wanted || stage.getNetwork() == generator) {
					return name;
				}
				String inner = path(shapes.inside(stage).get(0), wanted, generator);
				if (inner != null) {
					return name + "/" + inner;
				}
			}
		}
		return null;
	}
}
