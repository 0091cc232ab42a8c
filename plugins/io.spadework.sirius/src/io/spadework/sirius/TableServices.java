package io.spadework.sirius;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.Names;
import io.spadework.model.Shapes;
import io.spadework.model.edit.changes.SetOverride;
import io.spadework.model.edit.changes.SetValue;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Network;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.notation.Numbers;
import io.spadework.notation.Place;

/** What the tables of the viewpoint ask and do. */
public final class TableServices {

	// ---- experiments by parameters

	/** The experiments of the study that a parameter belongs to: it has a value in each. */
	public Collection<Experiment> experimentsOf(Parameter parameter) {
		return parameter.eContainer() instanceof Study study ? List.copyOf(study.getExperiments()) : List.of();
	}

	/** The value of a parameter in an experiment: its own, or the study's. */
	public String valueIn(Parameter parameter, EObject experiment) {
		ParameterOverride override = experiment instanceof Experiment known ? SetOverride.of(known, parameter) : null;
		return Objects.toString(override == null ? parameter.getValue() : override.getValue(), "");
	}

	/** Gives a parameter a value in an experiment; nothing, or the study's value, gives it the study's again. */
	public EObject setValueIn(Parameter parameter, EObject experiment, Object value) {
		if (experiment instanceof Experiment known)
			Gestures.make(new SetOverride(known, parameter, Objects.toString(value, "")));
		return parameter;
	}

	/** A parameter with the study's value, as a line is called. */
	public String parameterTitle(Parameter parameter) {
		return parameter.getName() + " (" + parameter.getValue() + ")";
	}

	// ---- networks by costs

	/** The kind of a network, for people. */
	public String networkKind(Network network) {
		return Names.kind(network);
	}

	/** Learned weights of a network in the first experiment that uses it, all scales; empty if none does. */
	public String networkParameters(Network network) {
		Cost cost = cost(network);
		return cost == null ? "" : Numbers.count(cost.parameters());
	}

	/** Multiply-adds of a network for one image; empty if no experiment uses it. */
	public String networkMultiplyAdds(Network network) {
		Cost cost = cost(network);
		return cost == null ? "" : Numbers.count(cost.multiplyAdds());
	}

	/** Memory that a training step of a network holds for one image; empty if no experiment uses it. */
	public String networkMemory(Network network) {
		Cost cost = cost(network);
		return cost == null ? "" : Numbers.count(cost.trainingBytes()) + "B";
	}

	/** How many nodes a network has, with those inside of its blocks and stages; empty if no experiment uses it. */
	public String networkSize(Network network) {
		Shapes shapes = shapes(network);
		return shapes == null ? "" : String.valueOf(shapes.size());
	}

	private static Shapes shapes(Network network) {
		return Memory.of(network, List.of("shapes", network), () -> Place.experiments(network).stream().findFirst().map(experiment -> Shapes.infer(network, experiment)).orElse(null));
	}

	private static Cost cost(Network network) {
		Shapes shapes = shapes(network);
		return shapes == null ? null : Costs.of(shapes).total();
	}

	/** Takes another name for what a line shows. */
	public EObject renameLine(NamedElement element, Object name) {
		Gestures.make(SetValue.rename(element, Objects.toString(name, "")));
		return element;
	}
}
