package io.spadework.model.edit.changes;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.Names;
import io.spadework.model.study.Objective;

/** Takes a loss out of its objective. */
public final class RemoveLoss implements Change {

	private final EObject loss;

	/** A loss. */
	public RemoveLoss(EObject loss) {
		this.loss = loss;
	}

	@Override
	public String label() {
		return "Remove " + Names.kind(loss);
	}

	@Override
	public String refusal() {
		return loss.eContainer() instanceof Objective ? null : "Only losses can be taken away here; networks and data belong to the experiment.";
	}

	@Override
	public void make() {
		EcoreUtil.remove(loss);
	}
}
