package io.spadework.model.edit.changes;

import java.util.Objects;

import io.spadework.model.ExpressionException;
import io.spadework.model.Ids;
import io.spadework.model.Scope;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.StudyFactory;

/** Gives a parameter of the study another value in one experiment; nothing, or the study's value, gives it the study's again. */
public final class SetOverride implements Change {

	private final Experiment experiment;
	private final Parameter parameter;
	private final String value;

	/** A value, or null or blank for the study's own. */
	public SetOverride(Experiment experiment, Parameter parameter, String value) {
		this.experiment = experiment;
		this.parameter = parameter;
		this.value = value == null || value.isBlank() || value.strip().equals(parameter.getValue()) ? null : value.strip();
	}

	/** The override of a parameter in an experiment; null where it has the study's value. */
	public static ParameterOverride of(Experiment experiment, Parameter parameter) {
		return experiment.getOverrides().stream().filter(override -> override.getParameter() == parameter).findFirst().orElse(null);
	}

	@Override
	public String label() {
		return "Set " + parameter.getName();
	}

	@Override
	public String refusal() {
		ParameterOverride known = of(experiment, parameter);
		if (Objects.equals(value, known == null ? null : known.getValue())) {
			return "This is the value already.";
		}
		try {
			if (value != null) {
				Scope.names(value);
			}
			return null;
		} catch (ExpressionException e) {
			return e.getMessage();
		}
	}

	@Override
	public void make() {
		ParameterOverride known = of(experiment, parameter);
		if (value == null) {
			experiment.getOverrides().remove(known);
		} else if (known != null) {
			known.setValue(value);
		} else {
			ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
			override.setId(Ids.random());
			override.setParameter(parameter);
			override.setValue(value);
			experiment.getOverrides().add(override);
		}
	}
}
