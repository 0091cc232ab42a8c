package io.spadework.codegen;

import io.spadework.codegen.JavaExpression.Variable;
import io.spadework.model.Scope;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a study as fields of one generated class; a field is declared where an expression reads it. */
final class ParameterFields extends Expressions {

	/** What a field says: its name and expression in the study, and what it means. */
	private record Origin(String name, String expression, String meaning) {
	}

	/** By the name of the field. */
	private final Map<String, Origin> origins = new HashMap<>();
	/** Declarations in an order in which each reads only those before it. */
	private final Map<String, String> declarations = new LinkedHashMap<>();

	/** @param reserved names that the generated class gives another meaning */
	ParameterFields(Study study, Experiment experiment, Collection<String> reserved) {
		super(Scope.of(experiment));
		List<String> other = new ArrayList<>(CodeGenerator.TAKEN);
		other.addAll(reserved);
		JavaNames fields = new JavaNames(other);
		Map<Parameter, ParameterOverride> overrides = new HashMap<>();
		experiment.getOverrides().forEach(override -> overrides.put(override.getParameter(), override));
		Map<String, Double> values = Scope.of(experiment).values();
		for (Parameter parameter : study.getParameters()) {
			ParameterOverride override = overrides.get(parameter);
			String meaning = parameter.getDescription() == null ? "" : parameter.getDescription().strip();
			if (override != null) {
				meaning += (meaning.isEmpty() ? "T" : " (t") + "he study has " + parameter.getValue() + (meaning.isEmpty() ? "." : ")");
			}
			add(fields, values, new Origin(parameter.getName(), override == null ? parameter.getValue() : override.getValue(), meaning));
		}
		Dataset dataset = experiment.getDataset();
		if (dataset != null && dataset.getLabels() != null) {
			int others = (dataset.isDontCare() ? 1 : 0) + (dataset.isEdges() ? 1 : 0);
			add(fields, values, new Origin(Scope.LABELS, dataset.getLabels(), "Labels of the data set."));
			add(fields, values, new Origin(Scope.LABEL_CHANNELS, "(" + dataset.getLabels() + ") + " + others, "Channels of the label map: labels, don't-care and edges."));
		}
	}

	private void add(JavaNames fields, Map<String, Double> values, Origin origin) {
		Double value = values.get(origin.name);
		if (value != null && !Double.isNaN(value) && !Double.isInfinite(value) && !variables().containsKey(origin.name)) {
			String field = fields.field(origin.name, "parameter");
			define(origin.name, new Variable(field, value, JavaExpression.isInt(value)));
			origins.put(field, origin);
		}
	}

	/** The names of all fields that there can be. */
	Set<String> names() {
		return origins.keySet();
	}

	/** Whether a variable is one of the fields. */
	boolean contains(Variable variable) {
		return origins.containsKey(variable.name());
	}

	@Override
	void read(Variable field) {
		if (contains(field) && !declarations.containsKey(field.name())) {
			// what the declaration reads comes before it
			String declaration = declaration(field, origins.get(field.name()).expression);
			declarations.put(field.name(), declaration);
		}
	}

	/** Writes the fields that the expressions so far read. */
	void declare(SourceFile file) {
		declarations.forEach((field, declaration) -> {
			Origin origin = origins.get(field);
			String meaning = origin.meaning;
			if (!field.equals(origin.name)) {
				meaning = "\"" + origin.name + "\"" + (meaning.isEmpty() ? "" : ": " + meaning);
			}
			if (!meaning.isEmpty()) {
				file.line("/** " + JavaText.comment(meaning) + (meaning.endsWith(".") ? "" : ".") + " */");
			}
			file.line("protected final " + declaration);
		});
		if (!declarations.isEmpty()) {
			file.gap();
		}
	}
}
