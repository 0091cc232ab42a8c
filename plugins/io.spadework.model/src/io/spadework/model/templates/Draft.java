package io.spadework.model.templates;

import io.spadework.model.Scope;
import io.spadework.model.study.Block;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TrainingPlan;

/** A study in the making: numbers that are chosen become its parameters, and what is drawn is added to it. */
final class Draft {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private final Settings settings;
	private final Study study = FACTORY.createStudy();

	/** Begins with a study that has its data set. */
	Draft(Settings settings, PublishedData data) {
		this.settings = settings;
		study.setId("study");
		study.setName(data.name());
		study.getDatasets().add(data.dataset(settings));
	}

	Settings settings() {
		return settings;
	}

	Study study() {
		return study;
	}

	/** Makes a setting that is a whole number a parameter of the study; gives its value. */
	int whole(String name, int least, int most) {
		int value = settings.whole(name, least, most);
		parameter(name, Scope.text(value), settings.meaning(name));
		return value;
	}

	/** Adds a parameter. */
	void parameter(String name, String value, String meaning) {
		Parameter parameter = FACTORY.createParameter();
		parameter.setId("parameter_" + name);
		parameter.setName(name);
		parameter.setValue(value);
		parameter.setDescription(meaning);
		study.getParameters().add(parameter);
	}

	/** Adds a block. */
	Block block(Block block) {
		study.getBlocks().add(block);
		return block;
	}

	/** Adds a network. */
	<N extends Network> N network(N network) {
		study.getNetworks().add(network);
		return network;
	}

	/** Adds objective and plan, and the experiment that they belong to; its networks are yet to be named. */
	Experiment experiment(String name, String source, Objective objective, TrainingPlan plan) {
		study.setDescription(name + ", " + source + ".");
		study.getObjectives().add(objective);
		study.getPlans().add(plan);
		Experiment experiment = FACTORY.createExperiment();
		experiment.setId("experiment");
		experiment.setName(name);
		experiment.setObjective(objective);
		experiment.setDataset(study.getDatasets().get(0));
		experiment.setPlan(plan);
		study.getExperiments().add(experiment);
		return experiment;
	}
}
