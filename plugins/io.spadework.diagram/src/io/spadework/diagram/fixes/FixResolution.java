package io.spadework.diagram.fixes;

import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;

import io.spadework.diagram.ProblemMarkers;

/** One fix of a problem, offered for all problems of the same rule that have the same fix. */
final class FixResolution extends WorkbenchMarkerResolution {

	private final IMarker marker;
	private final String label;

	FixResolution(IMarker marker, String label) {
		this.marker = marker;
		this.label = label;
	}

	@Override
	public String getLabel() {
		return label;
	}

	@Override
	public String getDescription() {
		return marker.getAttribute(IMarker.MESSAGE, "");
	}

	@Override
	public Image getImage() {
		return PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_OBJS_INFO_TSK);
	}

	@Override
	public IMarker[] findOtherMarkers(IMarker[] markers) {
		return Stream.of(markers).filter(other -> !other.equals(marker) && ProblemMarkers.rule(other) != null && ProblemMarkers.rule(other) == ProblemMarkers.rule(marker) && isFixedAlike(other))
				.toArray(IMarker[]::new);
	}

	private boolean isFixedAlike(IMarker other) {
		try {
			return MarkedProblem.of(other).fixes().stream().anyMatch(fix -> Objects.equals(fix.label(), label));
		} catch (CoreException e) {
			return false;
		}
	}

	@Override
	public void run(IMarker chosen) {
		try {
			MarkedProblem.of(chosen).mend(label);
		} catch (CoreException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
		}
	}
}
