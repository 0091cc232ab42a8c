package io.spadework.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

import io.spadework.runs.RunFolder;

/** The line of waiting trainings as it is kept among the workspace's settings. */
final class RememberedLine {

	private static final String NODE = "waiting";
	private static final String RUN = "run";
	private static final String RESUMES = "resumes";
	private static final String WORDS = "words";
	private static final String WORD = "word";

	/** Keeps orders, the next one first, in place of what was kept before. */
	void write(List<Order> orders) {
		try {
			IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(EnginePreferences.NODE);
			preferences.node(NODE).removeNode();
			for (int i = 0; i < orders.size(); i++) {
				Preferences node = preferences.node(NODE).node(String.format("%04d", i));
				Order order = orders.get(i);
				node.put(RUN, order.run().path().toString());
				node.putBoolean(RESUMES, order.resumes());
				node.putInt(WORDS, order.command().size());
				for (int word = 0; word < order.command().size(); word++) {
					node.put(WORD + word, order.command().get(word));
				}
			}
			preferences.flush();
		} catch (BackingStoreException e) {
			Platform.getLog(RememberedLine.class).log(Status.warning("The line of waiting trainings cannot be kept: " + e.getMessage(), e));
		}
	}

	/** What was kept, without what has become senseless: a folder that is gone, or a command of a workbench that has been updated since. */
	List<Order> read() {
		List<Order> orders = new ArrayList<>();
		try {
			Preferences all = InstanceScope.INSTANCE.getNode(EnginePreferences.NODE).node(NODE);
			for (String name : all.childrenNames()) {
				Preferences node = all.node(name);
				List<String> command = new ArrayList<>();
				for (int word = 0; word < node.getInt(WORDS, 0); word++) {
					command.add(node.get(WORD + word, ""));
				}
				Path run = Path.of(node.get(RUN, ""));
				if (!command.isEmpty() && run.isAbsolute() && Files.isDirectory(run) && Files.isExecutable(Path.of(command.get(0)))) {
					orders.add(new Order(RunFolder.at(run), command, node.getBoolean(RESUMES, false)));
				}
			}
		} catch (BackingStoreException | InvalidPathException e) {
			Platform.getLog(RememberedLine.class).log(Status.warning("The line of waiting trainings cannot be read: " + e.getMessage(), e));
		}
		return orders;
	}
}
