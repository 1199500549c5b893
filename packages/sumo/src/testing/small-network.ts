/** A hand-made network: one two-way street A–B, a one-way B–C with a bus lane, a footpath, a tram track, one signal. */
export const SMALL_NETWORK_XML = `<?xml version="1.0" encoding="UTF-8"?>
<net version="1.16">
  <location netOffset="-500000.00,-5000000.00" convBoundary="0.00,0.00,400.00,100.00" origBoundary="9,45,9.1,45.1"
    projParameter="+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs"/>
  <edge id=":B_0" function="internal">
    <lane id=":B_0_0" index="0" speed="10.00" length="10.00" shape="200.00,-1.60 210.00,-1.60"/>
  </edge>
  <edge id="ab" from="A" to="B" priority="3" type="highway.primary" name="Mill &amp; Weir Street">
    <lane id="ab_0" index="0" disallow="pedestrian" speed="13.89" length="200.00" shape="0.00,-4.80 200.00,-4.80"/>
    <lane id="ab_1" index="1" disallow="pedestrian" speed="13.89" length="200.00" shape="0.00,-1.60 200.00,-1.60"/>
    <param key="ref" value="R7"/>
  </edge>
  <edge id="ba" from="B" to="A" priority="3" type="highway.primary" name="Mill &amp; Weir Street">
    <lane id="ba_0" index="0" speed="13.89" length="200.00" shape="200.00,1.60 0.00,1.60"/>
  </edge>
  <edge id="bc" from="B" to="C" priority="1">
    <lane id="bc_0" index="0" allow="bus" speed="8.33" length="190.00" shape="210.00,-4.80,2.0 400.00,-4.80,2.0"/>
    <lane id="bc_1" index="1" allow="pedestrian bicycle" speed="8.33" length="190.00" shape="210.00,-1.60 400.00,-1.60"/>
  </edge>
  <edge id="path" from="A" to="C" priority="1" type="highway.footway">
    <lane id="path_0" index="0" allow="pedestrian" speed="2.78" length="400.00" shape="0.00,50.00 400.00,50.00"/>
  </edge>
  <edge id="tram" from="A" to="C" priority="1" type="railway.tram">
    <lane id="tram_0" index="0" allow="tram" speed="13.89" length="400.00" shape="0.00,90.00 400.00,90.00"/>
  </edge>
  <tlLogic id="B" type="static" programID="0" offset="5">
    <phase duration="30" state="Gr"/>
    <phase duration="3" state="yr"/>
  </tlLogic>
  <junction id="A" type="dead_end" x="0.00" y="0.00" incLanes="ba_0" intLanes="" shape="0.00,0.00"/>
  <junction id="B" type="traffic_light" x="205.00" y="0.00" incLanes="ab_0" intLanes=":B_0_0" shape="200.00,0.00 210.00,0.00"/>
  <junction id="C" type="priority" x="400.00" y="0.00" incLanes="bc_0" intLanes="" shape="400.00,0.00"/>
  <junction id=":B_0_0" type="internal" x="205.00" y="-1.60" incLanes="" intLanes=""/>
  <connection from="ab" to="bc" fromLane="1" toLane="0" via=":B_0_0" tl="B" linkIndex="0" dir="s" state="o"/>
  <roundabout nodes="C D" edges="bc"/>
</net>`;
