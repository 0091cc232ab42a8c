package io.spadework.ui;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.ILaunchManager;

import io.spadework.launch.TrainingShortcut;

/** Trains a study. */
public final class TrainHandler extends StudyHandler {

	@Override
	protected void execute(IFile study, ExecutionEvent event) {
		TrainingShortcut.train(study, ILaunchManager.RUN_MODE);
	}
}
