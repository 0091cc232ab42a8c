package io.spadework.quick;

import java.util.List;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.testing.ITestHarness;
import org.eclipse.ui.testing.TestableObject;
import org.osgi.framework.Bundle;

/** The IDE's workbench, with test classes run on its UI thread once it is up; it closes after them. */
public final class Workbench implements IApplication, ITestHarness {

	private String bundle;
	private String[] names;
	private TestableObject workbench;
	private boolean good;

	@Override
	public Object start(IApplicationContext context) throws Exception {
		List<String> arguments = List.of(Platform.getApplicationArgs());
		bundle = arguments.get(arguments.indexOf("-testBundle") + 1);
		names = arguments.get(arguments.indexOf("-testClasses") + 1).split(",");
		workbench = PlatformUI.getTestableObject();
		workbench.setTestHarness(this);
		IConfigurationElement ide = Platform.getExtensionRegistry()
				.getExtension("org.eclipse.core.runtime", "applications", "org.eclipse.ui.ide.workbench").getConfigurationElements()[0];
		((IApplication) ide.getChildren("run")[0].createExecutableExtension("class")).start(context);
		Runtime.getRuntime().halt(good ? 0 : 1);
		return EXIT_OK;
	}

	@Override
	public void runTests() {
		workbench.testingStarting();
		workbench.runTest(this::run);
		workbench.testingFinished();
	}

	private void run() {
		try {
			Bundle tests = Platform.getBundle(bundle);
			Class<?>[] classes = new Class<?>[names.length];
			for (int i = 0; i < names.length; i++) {
				classes[i] = tests.loadClass(names[i]);
			}
			good = Report.run(classes);
		} catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
			e.printStackTrace();
		}
	}

	@Override
	public void stop() {
		// the workbench closes itself after the tests
	}
}
